package dev.wirebench.lab.doctor;

import static dev.wirebench.lab.doctor.Patient.assertFound;
import static dev.wirebench.lab.doctor.Patient.assertUnknown;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramChecksTest {

    private static final String NAME = "OpenJDK 64-Bit Server VM";
    private static final long MIB = 1024 * 1024;
    private static final ProgramChecks.Jvm JVM =
            new ProgramChecks.Jvm(NAME, "17.0.15+6", List.of("-Xmx2g"), List.of("G1 Young Generation"), Map.of());
    private static final ProgramChecks.Disk DISK = disk(true, OptionalLong.of(5000 * MIB));

    private static ProgramChecks.Disk disk(boolean isWritable, OptionalLong bytesLeft) {
        return new ProgramChecks.Disk("/a/folder/with/a/long/name/in/which/results/lie", isWritable, bytesLeft);
    }

    private static DoctorFinding find(
            String check, ProgramChecks.Jvm jvm, Optional<String> why, ProgramChecks.Disk disk) {
        return Patient.find(new ProgramChecks(jvm, why, disk).findings(), check);
    }

    private static DoctorFinding java(String check, String name, String version, String collector) {
        return find(
                check,
                new ProgramChecks.Jvm(name, version, List.of(), List.of(collector), Map.of()),
                Optional.empty(),
                DISK);
    }

    private static DoctorFinding flagged(String flag, Map<String, String> environment) {
        ProgramChecks.Jvm jvm =
                new ProgramChecks.Jvm(NAME, "17", List.of("-Xmx2g", flag), List.of("Copy"), environment);
        return find("Java flags", jvm, Optional.empty(), DISK);
    }

    @Test
    void anOrdinaryProgramIsFit() {
        assertThat(new ProgramChecks(JVM, Optional.empty(), DISK).findings())
                .hasSize(4)
                .allSatisfy(finding -> assertThat(finding.level()).isEqualTo(Level.OK));
    }

    @Test
    void theVirtualMachineIsNamedWithItsCollector() {
        assertFound(java("Java", NAME, "17.0.15+6", "Copy"), Level.OK, "17.0.15+6, Serial collector");
        assertFound(java("Java", NAME, "21", "PS Scavenge"), Level.OK, "21, Parallel collector");
        assertFound(java("Java", NAME, "25", "ZGC Minor Cycles"), Level.OK, "25, ZGC collector");
        assertFound(java("Java", "OpenJDK 64-Bit Zero VM", "17", "Copy"), Level.PROBLEM, "Zero VM");
        assertFound(java("Java", NAME, "17-fastdebug", "Copy"), Level.PROBLEM, "fastdebug");
    }

    @ParameterizedTest
    @CsvSource({
        "-Xint, PROBLEM",
        "-agentlib:jdwp=transport=dt_socket, PROBLEM",
        "-Xdebug, PROBLEM",
        "-javaagent:/opt/agents/of/the/company/profiler-with-a-long-name.jar=options, WARNING",
        "-agentpath:/opt/x.so, WARNING",
        "-XX:TieredStopAtLevel=1, WARNING",
        "-XX:-TieredCompilation, WARNING",
        "-Xcomp, WARNING",
        "-XX:+UseSerialGC, OK",
        "-Xss1m, OK"
    })
    void flagsThatSlowItDownAreFound(String flag, Level level) {
        DoctorFinding finding = flagged(flag, Map.of());
        assertThat(finding.level()).isEqualTo(level);
        if (level != Level.OK) {
            assertThat(flag).startsWith(finding.found());
        }
    }

    @Test
    void theVariableThatAFlagComesFromIsNamed() {
        assertThat(flagged("-Xint", Map.of("JAVA_TOOL_OPTIONS", "-Xmx2g -Xint")).command())
                .isEqualTo("unset JAVA_TOOL_OPTIONS");
        assertThat(flagged("-Xint", Map.of("OTHER", "-Xint")).command()).isNull();
    }

    @Test
    void javasOwnSocketsAreAWarning() {
        assertFound(
                find("sockets", JVM, Optional.of("it is not Linux on x86-64 or AArch64, but something else"), DISK),
                Level.WARNING,
                "Java's: it is not Linux on x86-64 or AArch64");
    }

    @ParameterizedTest
    @CsvSource({"1024, OK", "1023, WARNING", "100, WARNING", "99, PROBLEM"})
    void resultsNeedRoom(long leftMib, Level level) {
        assertFound(
                find("results", JVM, Optional.empty(), disk(true, OptionalLong.of(leftMib * MIB))), level, "MiB left");
    }

    @Test
    void aFolderThatCannotBeWrittenToIsAProblem() {
        assertFound(
                find("results", JVM, Optional.empty(), disk(false, OptionalLong.of(5000 * MIB))),
                Level.PROBLEM,
                "cannot be written to ...g/name/in/which/results/lie");
        assertUnknown(
                find("results", JVM, Optional.empty(), disk(true, OptionalLong.empty())),
                "space in ...g/name/in/which/results/lie");
    }
}
