package dev.wirebench.harness;

import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.Plan;
import dev.wirebench.model.PlanFile;
import dev.wirebench.model.RunFolder;
import dev.wirebench.target.TargetOptions;
import dev.wirebench.target.Targets;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The archive of loaded classes (class data sharing) that the {@code wirebench} script gives a JVM to start from: its
 * {@link #main} is the run that it is made of, {@link #options} hands it on to the targets' JVM. See
 * docs/decisions/0005-start-up.md.
 */
final class ClassArchive {

    private static final String ARCHIVE = "-XX:SharedArchiveFile=";

    /** An archive that does not fit is passed over in silence: the targets' first line is for their addresses. */
    private static final String SILENCE = "-Xlog:cds*=off";

    private ClassArchive() {}

    /** What has another JVM start from the archive of this one; nothing where this one was started without. */
    static List<String> options() {
        return options(ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    static List<String> options(List<String> jvmArguments) {
        return jvmArguments.stream()
                .filter(argument -> argument.startsWith(ARCHIVE))
                .flatMap(argument -> Stream.of(argument, SILENCE))
                .toList();
    }

    /**
     * Does in one JVM what a run does in two until its first figure.
     *
     * @param args the plan
     */
    public static void main(String[] args) throws IOException {
        Wirebench.commandLine().parseArgs("run", args[0]);
        Plan plan = PlanFile.read(Path.of(args[0]));
        Path results = Files.createTempDirectory("wirebench");
        RunFolder folder = RunFolder.create(results, plan, Instant.now(), Environment.read());
        try (Targets targets = Targets.start(TargetOptions.DEFAULTS)) {
            new Preflight(plan, targets.endpoints().toTarget(), true, new LoadGenerator(Clock.SYSTEM)).check();
        } finally {
            folder.discard();
            Files.delete(results);
        }
    }
}
