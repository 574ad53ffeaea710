package dev.wirebench.lab.doctor;

import static dev.wirebench.lab.doctor.Patient.assertFound;
import static dev.wirebench.lab.doctor.Patient.assertUnknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.harness.machine.FakeMachine;
import dev.wirebench.harness.machine.Pressure;
import dev.wirebench.harness.machine.ProcessorUse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivityChecksTest {

    private static final long MS = 1_000_000;

    @TempDir
    private Path root;

    private DoctorFinding find(String check, MachineActivity sample) {
        return Patient.find(
                new ActivityChecks(FakeMachine.fit(root).files(), sample, MachineRequirement.USUAL, Patient.LIMITS)
                        .findings(),
                check);
    }

    private static MachineActivity used(ProcessorUse use) {
        MachineActivity quiet = Patient.QUIET;
        return new MachineActivity(
                quiet.timing(),
                quiet.pauses(),
                Optional.of(use),
                quiet.ownNs(),
                quiet.waits(),
                quiet.listenOverflows());
    }

    private static MachineActivity waited(long processorMs, long memoryMs, long ioMs) {
        MachineActivity quiet = Patient.QUIET;
        Pressure waits = new Pressure(
                OptionalLong.of(1000 * processorMs), OptionalLong.of(1000 * memoryMs), OptionalLong.of(1000 * ioMs));
        return new MachineActivity(quiet.timing(), quiet.pauses(), quiet.use(), quiet.ownNs(), waits, 0);
    }

    private static MachineActivity paused(long longestNs, long sumNs) {
        MachineActivity quiet = Patient.QUIET;
        return new MachineActivity(
                quiet.timing(),
                new MachineActivity.Pauses(longestNs, sumNs),
                quiet.use(),
                quiet.ownNs(),
                quiet.waits(),
                0);
    }

    @Test
    void aQuietMachineIsFit() {
        assertThat(new ActivityChecks(
                                FakeMachine.fit(root).files(), Patient.QUIET, MachineRequirement.USUAL, Patient.LIMITS)
                        .findings())
                .hasSize(4)
                .allSatisfy(finding -> assertThat(finding.level()).isEqualTo(Level.OK));
    }

    @Test
    void whatCannotBeReadIsUnknown() {
        Pressure none = new Pressure(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
        MachineActivity silent =
                new MachineActivity(Patient.PUNCTUAL, new MachineActivity.Pauses(0, 0), Optional.empty(), 0, none, -1);
        assertUnknown(find("others", silent), "/proc/stat");
        assertUnknown(find("steal", silent), "/proc/stat");
        assertUnknown(find("pressure", silent), "/proc/pressure");
    }

    /** Four processors, of which the plan takes two; 100 ticks a second each, ten of them our own. */
    @ParameterizedTest
    @CsvSource({
        "10, OK, 0.00",
        "18, OK, 0.08",
        "60, WARNING, 0.50",
        "230, WARNING, 2.20",
        "231, PROBLEM, 2.21",
        "400, PROBLEM, 3.90"
    })
    void othersMayUseWhatThePlanLeaves(long busyTicks, Level level, String shown) {
        assertFound(
                find("others", used(new ProcessorUse(busyTicks, 400 - busyTicks, 0))),
                level,
                "use " + shown + " of 4 processors; load average 0.08");
    }

    @ParameterizedTest
    @CsvSource({"0, OK", "2, OK", "4, WARNING", "5, PROBLEM"})
    void timeThatTheHostTakesIsLost(long stealTicks, Level level) {
        assertFound(find("steal", used(new ProcessorUse(10, 390 - stealTicks, stealTicks))), level, "%");
    }

    @ParameterizedTest
    @CsvSource({"50, 0, 0, OK", "51, 0, 0, WARNING", "0, 10, 0, OK", "0, 11, 0, PROBLEM", "0, 0, 101, WARNING"})
    void waitingIsPressure(long processorMs, long memoryMs, long ioMs, Level level) {
        assertFound(find("pressure", waited(processorMs, memoryMs, ioMs)), level, "waits: processor ");
    }

    @ParameterizedTest
    @CsvSource({"5, 5, OK", "3, 6, WARNING", "3, 10, WARNING", "3, 11, PROBLEM", "51, 51, PROBLEM"})
    void pausesAreLimitedAsInARun(long longestMs, long sumMs, Level level) {
        assertFound(find("pauses", paused(longestMs * MS, sumMs * MS)), level, "the longest " + longestMs + " ms");
    }

    @Test
    void whoeverIsToBlameForTheLoadIsShownByACommand() {
        assertThat(find("others", used(new ProcessorUse(400, 0, 0))).command()).startsWith("top ");
    }
}
