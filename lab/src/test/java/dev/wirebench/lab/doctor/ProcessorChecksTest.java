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

class ProcessorChecksTest {

    private static final String CPU = "/sys/devices/system/cpu/";

    @TempDir
    private Path root;

    private FakeMachine machine;

    @BeforeEach
    void fit() {
        machine = FakeMachine.fit(root);
    }

    private DoctorFinding find(String check) {
        return find(check, MachineRequirement.USUAL);
    }

    private DoctorFinding find(String check, MachineRequirement need) {
        return Patient.find(new ProcessorChecks(machine.files(), need).findings(), check);
    }

    @Test
    void aFitMachineIsFit() {
        assertThat(new ProcessorChecks(machine.files(), MachineRequirement.USUAL).findings())
                .hasSize(6)
                .allSatisfy(finding -> assertThat(finding.level()).isEqualTo(Level.OK));
    }

    @Test
    void aMachineThatSaysNothingIsUnknown() {
        assertThat(new ProcessorChecks(
                                FakeMachine.silent(root.resolve("silent")).files(), MachineRequirement.USUAL)
                        .findings())
                .hasSize(6)
                .allSatisfy(finding -> assertThat(finding.level()).isEqualTo(Level.UNKNOWN));
    }

    @Test
    void oneProcessorForGeneratorAndTargetIsAProblem() {
        machine.with("/proc/self/status", "Cpus_allowed_list:\t1");
        DoctorFinding finding = find("processors");
        assertFound(finding, Level.PROBLEM, "1 of 4; the plan takes 2: 1 worker, target");
        assertThat(finding.command()).isEqualTo("taskset -cp 0-3 $$");
        assertFound(
                find("processors", Patient.elsewhere(MachineRequirement.USUAL.connections())),
                Level.WARNING,
                "takes 1");
    }

    @Test
    void oneProcessorForEachIsJustEnough() {
        machine.with("/proc/self/status", "Cpus_allowed_list:\t0,1").with(CPU + "online", "0-1");
        DoctorFinding finding = find("processors");
        assertFound(finding, Level.WARNING, "2; the plan takes 2");
        assertThat(finding.advice()).isEqualTo("a machine with more of them");
    }

    @Test
    void aPlanOfMoreWorkersTakesMoreProcessors() {
        assertFound(
                find("processors", Patient.need(4, MachineRequirement.USUAL.connections())),
                Level.PROBLEM,
                "takes 5: 4 workers");
        assertFound(find("processors", Patient.need(2, MachineRequirement.USUAL.connections())), Level.OK, "takes 3");
    }

    @ParameterizedTest
    @CsvSource({"100000, PROBLEM, 1.00", "300000, WARNING, 3.00"})
    void aQuotaIsAWarningAndOneBelowThePlanAProblem(String quota, Level level, String shown) {
        machine.with("/sys/fs/cgroup/cpu.max", quota + " 100000").with("/sys/fs/cgroup/cpu.stat", "nr_throttled 1234");
        assertFound(find("quota"), level, shown + " processors' worth, used up 1,234 times");
    }

    @Test
    void aGroupThatCannotBeReadIsUnknown() {
        machine.without("/proc/self/cgroup");
        assertUnknown(find("quota"), "/proc/self/cgroup");
    }

    @Test
    void hyperThreadsOfOneCoreAreAWarning() {
        for (int processor = 0; processor < 4; processor++) {
            machine.with(CPU + "cpu" + processor + "/topology/thread_siblings_list", "0-3");
        }
        assertFound(find("cores"), Level.WARNING, "4 processors on 1 core");
    }

    @Test
    void hyperThreadsOfEnoughCoresAreFine() {
        for (int processor = 0; processor < 4; processor++) {
            machine.with(CPU + "cpu" + processor + "/topology/thread_siblings_list", processor < 2 ? "0-1" : "2-3");
        }
        assertFound(find("cores"), Level.OK, "4 processors on 2 cores");
    }

    @Test
    void oneGovernorThatSavesPowerIsAWarning() {
        machine.with(CPU + "cpu3/cpufreq/scaling_governor", "powersave");
        DoctorFinding finding = find("governor");
        assertFound(finding, Level.WARNING, "performance, powersave");
        assertThat(finding.command()).isEqualTo("sudo cpupower frequency-set -g performance");
    }

    @Test
    void turboIsAWarningWithTheSwitchThatThisMachineHas() {
        machine.with(CPU + "intel_pstate/no_turbo", "0");
        assertFound(find("turbo"), Level.WARNING, "on");
        assertThat(find("turbo").command())
                .isEqualTo("echo 1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo");
        machine.without(CPU + "intel_pstate/no_turbo").with(CPU + "cpufreq/boost", "1");
        assertThat(find("turbo").command()).isEqualTo("echo 0 | sudo tee /sys/devices/system/cpu/cpufreq/boost");
        machine.with(CPU + "cpufreq/boost", "0");
        assertFound(find("turbo"), Level.OK, "off");
    }

    @Test
    void aVirtualMachineIsAWarning() {
        machine.with("/proc/cpuinfo", "flags\t\t: fpu hypervisor sse")
                .with("/sys/class/dmi/id/sys_vendor", "A maker with a name that is far too long for a line");
        assertFound(find("virtual"), Level.WARNING, "a virtual machine, A maker with a name");
    }
}
