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

class NetworkChecksTest {

    private static final String CONNTRACK = "/proc/sys/net/netfilter/nf_conntrack_";

    @TempDir
    private Path root;

    private FakeMachine machine;

    @BeforeEach
    void fit() {
        machine = FakeMachine.fit(root);
    }

    private DoctorFinding find(String check, MachineRequirement need) {
        return find(check, need, Patient.QUIET);
    }

    private DoctorFinding find(String check, MachineRequirement need, MachineActivity sample) {
        return Patient.find(new NetworkChecks(machine.files(), sample, need).findings(), check);
    }

    private static MachineActivity dropped(long connections) {
        MachineActivity quiet = Patient.QUIET;
        return new MachineActivity(
                quiet.timing(), quiet.pauses(), quiet.use(), quiet.ownNs(), quiet.waits(), connections);
    }

    private static MachineRequirement atOnce(int connections) {
        return Patient.need(1, new MachineRequirement.Connections(connections, 500, connections));
    }

    @Test
    void aFitMachineIsFit() {
        assertThat(new NetworkChecks(machine.files(), Patient.QUIET, MachineRequirement.USUAL).findings())
                .hasSize(5)
                .allSatisfy(finding -> assertThat(finding.level()).isEqualTo(Level.OK));
    }

    @Test
    void whatCannotBeReadIsUnknown() {
        machine = FakeMachine.silent(root.resolve("silent"));
        assertUnknown(find("listen queue", MachineRequirement.USUAL), "/proc/sys/net/core/somaxconn");
        assertUnknown(find("SYN queue", MachineRequirement.USUAL), "/proc/sys/net/ipv4/tcp_max_syn_backlog");
        assertUnknown(find("overflows", MachineRequirement.USUAL, dropped(-1)), "/proc/self/net/netstat");
        assertUnknown(find("conntrack", MachineRequirement.USUAL), "/proc/sys/net/netfilter");
        assertUnknown(find("loopback", MachineRequirement.USUAL), "/sys/class/net/lo");
    }

    @Test
    void aListenQueueMustHoldWhatIsOpenedAtOnce() {
        machine.with("/proc/sys/net/core/somaxconn", "128");
        assertFound(find("listen queue", atOnce(128)), Level.OK, "128 places; the plan opens 128 at once");
        DoctorFinding finding = find("listen queue", atOnce(129));
        assertFound(finding, Level.PROBLEM, "128 places; the plan opens 129 at once");
        assertThat(finding.command()).isEqualTo("sudo sysctl -w net.core.somaxconn=4096");
        MachineRequirement own = new MachineRequirement(
                1, 0, true, IdleStrategy.HYBRID, atOnce(5000).connections());
        assertThat(find("listen queue", own).command()).endsWith("=5000");
        machine.with("/proc/sys/net/core/somaxconn", "8192");
        assertFound(find("listen queue", own), Level.OK, "8,192 places");
        assertFound(find("listen queue", atOnce(5000)), Level.PROBLEM, "4,096 places; the plan opens 5,000 at once");
        assertThat(find("listen queue", atOnce(5000)).advice()).startsWith("fewer connections");
        assertFound(
                find("listen queue", Patient.elsewhere(atOnce(129).connections())), Level.OK, "the targets' machine");
    }

    @Test
    void aShortSynQueueIsAProblemOnlyWithoutCookies() {
        machine.with("/proc/sys/net/ipv4/tcp_max_syn_backlog", "100");
        assertFound(find("SYN queue", atOnce(101)), Level.OK, "100, beyond that SYN cookies");
        machine.with("/proc/sys/net/ipv4/tcp_syncookies", "0");
        assertFound(find("SYN queue", atOnce(101)), Level.PROBLEM, "100 places");
        assertFound(find("SYN queue", atOnce(100)), Level.OK, "100 places");
    }

    @Test
    void aConnectionThatIsDroppedMeanwhileIsAProblem() {
        assertFound(
                find("overflows", MachineRequirement.USUAL, dropped(2)),
                Level.PROBLEM,
                "2 connections dropped in 1.0 s");
    }

    /** 500 a second for 120 seconds, and 64 at a time. */
    @Test
    void connectionsThatTheFirewallKeepsAccountOfAreAWarningAndAFullTableAProblem() {
        machine.with(CONNTRACK + "count", "36").with(CONNTRACK + "max", "60100");
        assertFound(find("conntrack", atOnce(64)), Level.WARNING, "36 connections of at most 60,100");
        machine.with(CONNTRACK + "max", "60099");
        assertFound(find("conntrack", atOnce(64)), Level.PROBLEM, "60,099");
        machine.without(CONNTRACK + "max");
        assertUnknown(find("conntrack", atOnce(64)), "/proc/sys/net/netfilter");
    }

    @Test
    void aLoopbackInterfaceThatIsDownOrSmallIsFound() {
        machine.with("/sys/class/net/lo/mtu", "1500");
        assertFound(find("loopback", MachineRequirement.USUAL), Level.WARNING, "packets of up to 1,500 bytes");
        machine.with("/sys/class/net/lo/flags", "0x8");
        DoctorFinding finding = find("loopback", MachineRequirement.USUAL);
        assertFound(finding, Level.PROBLEM, "is down");
        assertThat(finding.command()).isEqualTo("sudo ip link set lo up");
    }
}
