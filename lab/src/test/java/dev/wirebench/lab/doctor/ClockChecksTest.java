package dev.wirebench.lab.doctor;

import static dev.wirebench.lab.doctor.Patient.assertFound;
import static dev.wirebench.lab.doctor.Patient.assertUnknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.harness.machine.FakeMachine;
import dev.wirebench.model.plan.IdleStrategy;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockChecksTest {

    private static final String SOURCE = "/sys/devices/system/clocksource/clocksource0/";
    private static final ClockCost CHEAP = new ClockCost(25, 20);

    @TempDir
    private Path root;

    private FakeMachine machine;

    @BeforeEach
    void fit() {
        machine = FakeMachine.fit(root);
    }

    private DoctorFinding find(String check, MachineActivity.Timing timing, IdleStrategy strategy) {
        MachineActivity quiet = Patient.QUIET;
        MachineActivity sample =
                new MachineActivity(timing, quiet.pauses(), quiet.use(), quiet.ownNs(), quiet.waits(), 0);
        MachineRequirement need = new MachineRequirement(1, 1, true, strategy, MachineRequirement.USUAL.connections());
        return Patient.find(new ClockChecks(machine.files(), sample, need, Patient.LIMITS).findings(), check);
    }

    private DoctorFinding clock(double costNs, long granularityNs) {
        return find("clock", Patient.timing(new ClockCost(costNs, granularityNs), 60_000), IdleStrategy.HYBRID);
    }

    @ParameterizedTest
    @CsvSource({
        "25, 20, OK",
        "100, 1000, OK",
        "101, 20, WARNING",
        "25, 1001, WARNING",
        "501, 20, PROBLEM",
        "25, 1000000, PROBLEM"
    })
    void aClockIsCheapAndFine(double costNs, long granularityNs, Level level) {
        assertFound(clock(costNs, granularityNs), level, " ns a reading, steps of ");
    }

    @Test
    void aBetterClockIsNamedWhereThereIsOne() {
        machine.with(SOURCE + "current_clocksource", "hpet");
        assertThat(clock(1200, 70).command())
                .isEqualTo("echo tsc | sudo tee /sys/bus/clocksource/devices/*/current_clocksource");
        machine.with(SOURCE + "available_clocksource", "hpet acpi_pm");
        assertThat(clock(1200, 70).command()).isNull();
        machine.without(SOURCE + "current_clocksource").without(SOURCE + "available_clocksource");
        assertFound(clock(25, 20), Level.OK, "source unknown; 25 ns a reading, steps of 20");
        machine.with(SOURCE + "current_clocksource", "hyperv_clocksource_tsc_page");
        assertFound(
                clock(10_000, Long.MAX_VALUE), Level.PROBLEM, "hyperv_clocksource_t; 10,000 ns a reading, no steps");
    }

    @ParameterizedTest
    @CsvSource({
        "SPIN, 9000000, OK",
        "HYBRID, 425000, OK",
        "HYBRID, 425001, WARNING",
        "HYBRID, 550001, PROBLEM",
        "SLEEP, 125000, OK",
        "SLEEP, 125001, WARNING",
        "SLEEP, 250001, PROBLEM"
    })
    void whoSleepsMustBeWokenInTime(IdleStrategy strategy, long p99Ns, Level level) {
        assertFound(find("sleep", Patient.timing(CHEAP, p99Ns), strategy), level, " us late, p50 50");
    }

    @Test
    void aLargeTimerSlackIsAWarning() {
        MachineActivity.Timing timing = Patient.PUNCTUAL;
        assertFound(find("timer slack", timing, IdleStrategy.HYBRID), Level.OK, "50 us");
        machine.with("/proc/self/timerslack_ns", "4000000");
        assertFound(find("timer slack", timing, IdleStrategy.HYBRID), Level.WARNING, "4,000 us");
        machine.without("/proc/self/timerslack_ns");
        assertUnknown(find("timer slack", timing, IdleStrategy.HYBRID), "/proc/self/timerslack_ns");
    }
}
