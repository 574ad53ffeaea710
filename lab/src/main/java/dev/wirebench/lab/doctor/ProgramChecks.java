package dev.wirebench.lab.doctor;

import static dev.wirebench.lab.doctor.DoctorFinding.rated;
import static dev.wirebench.lab.doctor.DoctorFinding.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Does the Java virtual machine run at full speed, and is there room for results? Immutable. */
public final class ProgramChecks {

    private static final long MIB = 1024 * 1024;

    /** Of the largest run folders. */
    private static final long FOLDER_BYTES = 100 * MIB;

    private static final long PLENTY_BYTES = 1024 * MIB;

    /** What a flag begins with, and what it would distort; the first that fits counts. */
    private record Flag(String start, Level level, String distorts) {}

    private static final List<Flag> FLAGS = List.of(
            new Flag("-Xint", Level.PROBLEM, "nothing is compiled: the generator is many times slower"),
            new Flag("-agentlib:jdwp", Level.PROBLEM, "a debugger can stop and slow the generator at any time"),
            new Flag("-Xrunjdwp", Level.PROBLEM, "a debugger can stop and slow the generator at any time"),
            new Flag("-Xdebug", Level.PROBLEM, "a debugger can stop and slow the generator at any time"),
            new Flag("-javaagent", Level.WARNING, "an agent changes the generator's code: CPU per message"),
            new Flag("-agent", Level.WARNING, "an agent watches the generator's code: CPU per message"),
            new Flag("-XX:TieredStopAtLevel", Level.WARNING, "code is not compiled as well as can be: CPU per message"),
            new Flag("-XX:-TieredCompilation", Level.WARNING, "cells settle later: warm-up, DISTURBED"),
            new Flag("-Xcomp", Level.WARNING, "code is compiled before it is known: CPU per message"));

    /** Collectors by how the first of their beans is named. */
    private static final Map<String, String> COLLECTORS = Map.of("Copy", "Serial", "PS", "Parallel");

    /** Where flags come from, in the order in which they are looked for. */
    private static final List<String> SOURCES =
            List.of("WIREBENCH_JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

    private final Jvm jvm;
    private final Optional<String> whyNoSystemCalls;
    private final Disk disk;

    /**
     * The virtual machine that runs the generator. Immutable.
     *
     * @param collectors names of its garbage collectors' beans
     * @param environment variables that it was started with
     */
    public record Jvm(
            String name,
            String version,
            List<String> flags,
            List<String> collectors,
            Map<String, String> environment) {}

    /**
     * Where results go. Immutable.
     *
     * @param bytesLeft nothing where that cannot be read
     */
    public record Disk(String folder, boolean isWritable, OptionalLong bytesLeft) {}

    /** @param whyNoSystemCalls why the generator uses Java's sockets, if it does */
    public ProgramChecks(Jvm jvm, Optional<String> whyNoSystemCalls, Disk disk) {
        this.jvm = jvm;
        this.whyNoSystemCalls = whyNoSystemCalls;
        this.disk = disk;
    }

    public List<DoctorFinding> findings() {
        return List.of(virtualMachine(), flags(), sockets(), disk());
    }

    private DoctorFinding virtualMachine() {
        String check = "Java";
        String bean =
                jvm.collectors().isEmpty() ? "no" : jvm.collectors().get(0).split(" ")[0];
        String found = jvm.version() + ", " + COLLECTORS.getOrDefault(bean, bean) + " collector";
        boolean isSlow = jvm.name().contains("Zero") || jvm.version().contains("debug");
        return rated(check, false, isSlow, isSlow ? jvm.name() + " " + jvm.version() : found)
                .distorting("not made for speed: the generator is many times slower")
                .advising("a JDK with HotSpot's server compiler, in a release build");
    }

    private DoctorFinding flags() {
        String check = "Java flags";
        for (Flag flag : FLAGS) {
            for (String given : jvm.flags()) {
                if (given.startsWith(flag.start())) {
                    String found = given.substring(0, Math.min(given.length(), 50));
                    DoctorFinding finding = new DoctorFinding(check, flag.level(), found).distorting(flag.distorts());
                    return SOURCES.stream()
                            .filter(name ->
                                    jvm.environment().getOrDefault(name, "").contains(given))
                            .findFirst()
                            .map(name -> finding.mendedBy("unset " + name))
                            .orElse(finding.advising("start it without"));
                }
            }
        }
        return DoctorFinding.ok(check, "none that slow it down");
    }

    private DoctorFinding sockets() {
        String check = "sockets";
        return whyNoSystemCalls
                .map(why -> DoctorFinding.warning(check, "Java's: " + why.substring(0, Math.min(why.length(), 48)))
                        .distorting("a connection takes 21 system calls instead of 10: CPU per message")
                        .advising("no -Dwirebench.sockets; a -Djava.io.tmpdir that may hold libraries"))
                .orElseGet(() -> DoctorFinding.ok(check, "Linux's system calls"));
    }

    private DoctorFinding disk() {
        String check = "results";
        if (!disk.isWritable()) {
            return DoctorFinding.problem(check, "cannot be written to " + end(disk.folder()))
                    .distorting("no run can begin")
                    .advising("--results DIR");
        }
        if (disk.bytesLeft().isEmpty()) {
            return DoctorFinding.unknown(check, "space in " + end(disk.folder()));
        }
        long left = disk.bytesLeft().getAsLong();
        String found = text("%,d MiB left for them", left / MIB);
        return rated(check, left < PLENTY_BYTES, left < FOLDER_BYTES, found)
                .distorting("a run that cannot be saved is lost")
                .advising("--results DIR on another disk, or remove old runs");
    }

    /** The end says most. */
    private static String end(String folder) {
        return folder.length() <= 30 ? folder : "..." + folder.substring(folder.length() - 27);
    }
}
