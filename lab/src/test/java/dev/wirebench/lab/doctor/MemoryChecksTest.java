package dev.wirebench.lab.doctor;

import static dev.wirebench.lab.doctor.Patient.assertFound;
import static dev.wirebench.lab.doctor.Patient.assertUnknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.harness.machine.FakeMachine;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryChecksTest {

    private static final String HUGE_PAGES = "/sys/kernel/mm/transparent_hugepage/";

    @TempDir
    private Path root;

    private FakeMachine machine;

    @BeforeEach
    void fit() {
        machine = FakeMachine.fit(root);
    }

    private DoctorFinding find(String check) {
        return Patient.find(new MemoryChecks(machine.files(), MachineRequirement.USUAL).findings(), check);
    }

    @Test
    void aFitMachineIsFit() {
        assertThat(new MemoryChecks(machine.files(), MachineRequirement.USUAL).findings())
                .hasSize(4)
                .allSatisfy(finding -> assertThat(finding.level()).isEqualTo(Level.OK));
    }

    /** 512 MiB, 768 for the targets, and 1 for 64 connections: 1281. */
    @ParameterizedTest
    @CsvSource({"2562, OK", "2561, WARNING", "1281, WARNING", "1280, PROBLEM"})
    void thereIsRoomForGeneratorAndTargets(long leftMib, Level level) {
        machine.with("/proc/meminfo", "MemAvailable: " + 1024 * leftMib + " kB");
        assertFound(find("memory"), level, "MiB left; the plan takes some 1,281");
    }

    @Test
    void connectionsTakeMemoryToo() {
        MachineRequirement many = Patient.need(1, new MachineRequirement.Connections(20_000, 0, 64));
        assertThat(Patient.find(new MemoryChecks(machine.files(), many).findings(), "memory")
                        .found())
                .endsWith("takes some 1,592");
    }

    @Test
    void aControlGroupMayLeaveLessThanTheMachineHas() {
        machine.with("/sys/fs/cgroup/memory.max", "1073741824").with("/sys/fs/cgroup/memory.current", "524288");
        assertFound(find("memory"), Level.PROBLEM, "1,023 MiB left (cgroup); the plan takes some 1,281");
    }

    @Test
    void swapInUseIsAWarning() {
        machine.with("/proc/meminfo", "MemAvailable: 9000000 kB\nSwapTotal: 1024000 kB\nSwapFree: 924000 kB");
        assertFound(find("swap"), Level.WARNING, "97 MiB in use");
    }

    @Test
    void hugePagesThatHaveToBeWaitedForAreAWarning() {
        machine.with(HUGE_PAGES + "enabled", "[always] madvise never");
        assertFound(find("huge pages"), Level.OK, "always, defragmentation madvise");
        machine.with(HUGE_PAGES + "defrag", "[always] defer madvise never");
        assertFound(find("huge pages"), Level.WARNING, "always, defragmentation always");
    }

    @ParameterizedTest
    @CsvSource({"300, OK, 200 left", "299, PROBLEM, 199 left"})
    void aControlGroupMayLeaveTooFewThreads(int atMost, Level level, String shown) {
        machine.with("/sys/fs/cgroup/pids.max", "" + atMost).with("/sys/fs/cgroup/pids.current", "100");
        assertFound(find("threads"), level, shown);
    }

    @Test
    void whatCannotBeReadIsUnknown() {
        machine.without("/proc/meminfo").without("/proc/self/cgroup").without(HUGE_PAGES.replaceFirst("/$", ""));
        assertUnknown(find("memory"), "/proc/meminfo");
        assertUnknown(find("swap"), "/proc/meminfo");
        assertUnknown(find("huge pages"), "/sys/kernel/mm/transparent_hugepage");
        assertUnknown(find("threads"), "/proc/self/cgroup");
    }
}
