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

class ConnectionChecksTest {

    private static final String IPV4 = "/proc/sys/net/ipv4/";

    @TempDir
    private Path root;

    private FakeMachine machine;

    @BeforeEach
    void fit() {
        machine = FakeMachine.fit(root);
    }

    private DoctorFinding find(String check, MachineRequirement need) {
        return Patient.find(new ConnectionChecks(machine.files(), need).findings(), check);
    }

    private static MachineRequirement.Connections opening(double perSecond) {
        return new MachineRequirement.Connections(64, perSecond, 64);
    }

    @Test
    void aFitMachineIsFit() {
        assertThat(new ConnectionChecks(machine.files(), MachineRequirement.USUAL).findings())
                .hasSize(3)
                .allSatisfy(finding -> assertThat(finding.level()).isEqualTo(Level.OK));
    }

    @Test
    void whatCannotBeReadIsUnknown() {
        machine.without("/proc/self/limits").without(IPV4 + "tcp_tw_reuse").without(IPV4 + "ip_local_port_range");
        assertUnknown(find("open files", MachineRequirement.USUAL), "/proc/self/limits");
        assertUnknown(find("ports", MachineRequirement.USUAL), IPV4 + "ip_local_port_range");
        assertUnknown(find("TIME_WAIT", MachineRequirement.USUAL), IPV4 + "tcp_tw_reuse");
        machine.without("/proc/net/sockstat");
        assertUnknown(find("TIME_WAIT", MachineRequirement.USUAL), "/proc/net/sockstat");
    }

    @ParameterizedTest
    @CsvSource({"19500, OK", "19501, PROBLEM"})
    void everyConnectionTakesAFile(int connections, Level level) {
        MachineRequirement need = Patient.need(1, new MachineRequirement.Connections(connections, 0, 64));
        assertFound(
                find("open files", need), level, "20,000; the plan takes some " + (level == Level.OK ? "20,000" : ""));
        machine.with("/proc/self/limits", "Max open files   unlimited   unlimited   files");
        assertFound(find("open files", need), Level.OK, "unlimited");
    }

    @Test
    void moreFilesAreHadByACommandThatNamesHowMany() {
        machine.with("/proc/self/limits", "Max open files   220   220   files");
        assertThat(find("open files", MachineRequirement.USUAL).command())
                .isEqualTo("sudo prlimit --pid $$ --nofile=564:564");
    }

    @Test
    void onLoopbackTheGeneratorHasPortsOfItsOwn() {
        assertFound(
                find("ports", MachineRequirement.USUAL), Level.OK, "382,976 of the generator's own, below 32768-60999");
        assertFound(find("ports", Patient.need(2, opening(1))), Level.OK, "743,424 of the generator's own");
    }

    /** A range from 1024 on leaves none below it, so that the kernel chooses: 64,512 less the 3 in use, each second. */
    @Test
    void aRangeThatLeavesItNoneIsAWarningOrAProblem() {
        machine.with(IPV4 + "ip_local_port_range", "1024 65535");
        DoctorFinding finding = find("ports", Patient.need(1, opening(500)));
        assertFound(finding, Level.WARNING, "1024-65535, 64,509 free; the plan opens 500/s");
        assertThat(finding.command()).isEqualTo("sudo sysctl -w net.ipv4.ip_local_port_range=\"32768 60999\"");
        assertFound(find("ports", Patient.need(1, opening(64_509))), Level.PROBLEM, "opens 64,509/s");
    }

    /** 28,230 ports a minute are 470 connections a second. */
    @Test
    void towardsAnotherMachineTheRangeLastsAMinute() {
        assertFound(find("ports", Patient.elsewhere(opening(470))), Level.OK, "28,230 free; the plan opens 470/s");
        assertFound(find("ports", Patient.elsewhere(opening(471))), Level.PROBLEM, "28,230 free; the plan opens 471/s");
        assertFound(
                find("ports", Patient.elsewhere(new MachineRequirement.Connections(28_230, 0, 64))),
                Level.PROBLEM,
                "28,230 free");
        assertThat(find("ports", Patient.elsewhere(opening(471))).command()).endsWith("tcp_tw_reuse=1");
        machine.with(IPV4 + "tcp_tw_reuse", "1");
        assertFound(find("ports", Patient.elsewhere(opening(471))), Level.OK, "28,230 free");
        assertThat(find("ports", Patient.elsewhere(opening(28_230))).command()).endsWith("=\"10240 65535\"");
    }

    @Test
    void aPortThatWasBoundIsFreeAtOnceUnlessThereAreNoTimestamps() {
        machine.with(IPV4 + "tcp_tw_reuse", "0");
        assertFound(
                find("TIME_WAIT", MachineRequirement.USUAL),
                Level.OK,
                "34 in all; ports are kept for a second at most");
        machine.with(IPV4 + "tcp_timestamps", "0");
        DoctorFinding tooFast = find("TIME_WAIT", MachineRequirement.USUAL);
        assertFound(tooFast, Level.PROBLEM, "kept for a minute");
        assertThat(tooFast.command()).isEqualTo("sudo sysctl -w net.ipv4.tcp_timestamps=1");
        assertFound(find("TIME_WAIT", Patient.need(1, opening(6_382))), Level.WARNING, "a minute");
        assertFound(find("TIME_WAIT", Patient.need(1, opening(6_383))), Level.PROBLEM, "a minute");
        assertFound(find("TIME_WAIT", Patient.need(1, opening(0))), Level.OK, "a minute");
    }

    @Test
    void towardsAnotherMachineReuseHasToBeAsked() {
        DoctorFinding finding = find("TIME_WAIT", Patient.elsewhere(opening(100)));
        assertFound(finding, Level.WARNING, "kept for a minute");
        assertThat(finding.command()).isEqualTo("sudo sysctl -w net.ipv4.tcp_tw_reuse=1");
        machine.with(IPV4 + "tcp_tw_reuse", "1");
        assertFound(find("TIME_WAIT", Patient.elsewhere(opening(100))), Level.OK, "a second at most");
    }
}
