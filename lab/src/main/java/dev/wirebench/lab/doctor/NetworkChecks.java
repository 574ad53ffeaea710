package dev.wirebench.lab.doctor;

import static dev.wirebench.lab.doctor.DoctorFinding.rated;
import static dev.wirebench.lab.doctor.DoctorFinding.text;

import dev.wirebench.harness.machine.KernelFiles;
import dev.wirebench.harness.machine.NetworkSettings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Does the kernel drop, cut up or keep account of what the plan sends? Immutable. */
public final class NetworkChecks {

    /** Of the loopback interface of every Linux, in bytes. */
    private static final long USUAL_MTU = 65_536;

    /** What the embedded targets ask for. */
    private static final int EMBEDDED_QUEUE = 4096;

    private static final String SYSCTL = "sudo sysctl -w net.";
    private static final String DROPPED = "connections are dropped and tried again after 1 s: DISTURBED";
    private static final String ELSEWHERE = "the targets' machine decides, not this one";

    private final NetworkSettings network;
    private final MachineActivity sample;
    private final MachineRequirement need;

    public NetworkChecks(KernelFiles files, MachineActivity sample, MachineRequirement need) {
        this.network = new NetworkSettings(files);
        this.sample = sample;
        this.need = need;
    }

    public List<DoctorFinding> findings() {
        return List.of(listenQueue(), synQueue(), overflows(), tracking(), loopback());
    }

    private DoctorFinding listenQueue() {
        String check = "listen queue";
        OptionalLong queue = network.listenQueue();
        if (queue.isEmpty()) {
            return DoctorFinding.unknown(check, "/proc/sys/net/core/somaxconn");
        }
        return queue(check, queue.getAsLong(), "core.somaxconn");
    }

    private DoctorFinding synQueue() {
        String check = "SYN queue";
        OptionalLong queue = network.synQueue();
        if (queue.isEmpty()) {
            return DoctorFinding.unknown(check, "/proc/sys/net/ipv4/tcp_max_syn_backlog");
        }
        boolean isEndless = network.synCookies().orElse(0) > 0;
        return isEndless
                ? DoctorFinding.ok(check, text("%,d, beyond that SYN cookies", queue.getAsLong()))
                : queue(check, queue.getAsLong(), "ipv4.tcp_max_syn_backlog");
    }

    private DoctorFinding queue(String check, long allowed, String setting) {
        if (!need.isHere()) {
            return DoctorFinding.ok(check, ELSEWHERE);
        }
        int atOnce = need.connections().atOnce();
        long places = need.embedded() > 0 ? Math.min(EMBEDDED_QUEUE, allowed) : allowed;
        String found = text("%,d places; the plan opens %,d at once", places, atOnce);
        DoctorFinding finding = rated(check, false, places < atOnce, found).distorting(DROPPED);
        return places < allowed
                ? finding.advising("fewer connections: the embedded targets ask for no more places")
                : finding.mendedBy(SYSCTL + setting + "=" + Math.max(EMBEDDED_QUEUE, atOnce));
    }

    private DoctorFinding overflows() {
        String check = "overflows";
        if (sample.listenOverflows() < 0) {
            return DoctorFinding.unknown(check, "/proc/self/net/netstat");
        }
        String found = text(
                "%,d connections dropped in %.1f s",
                sample.listenOverflows(), sample.timing().elapsedNs() / 1e9);
        return rated(check, false, sample.listenOverflows() > 0, found)
                .distorting("the count is the machine's: a run takes them for its own, DISTURBED")
                .mendedBy("ss -ltn   # whose Recv-Q is above its Send-Q");
    }

    private DoctorFinding tracking() {
        String check = "conntrack";
        OptionalLong tracked = network.tracked();
        OptionalLong atMost = network.trackedAtMost();
        if (tracked.isEmpty() || atMost.isEmpty()) {
            return DoctorFinding.unknown(check, "/proc/sys/net/netfilter");
        }
        String found = text("%,d connections of at most %,d", tracked.getAsLong(), atMost.getAsLong());
        boolean isUsed = tracked.getAsLong() > 0;
        double kept = need.connections().perSecond()
                * network.trackedSecondsAfterClose().orElse(120);
        boolean isFull = kept + need.connections().atMost() > atMost.getAsLong() - tracked.getAsLong();
        return rated(check, isUsed, isUsed && isFull, found)
                .distorting(
                        isFull
                                ? "short cells fill the table, and packets are dropped: timed out"
                                : "each packet is looked up: CPU per message, service time")
                .mendedBy("sudo iptables -t raw -I OUTPUT -o lo -j CT --notrack");
    }

    private DoctorFinding loopback() {
        String check = "loopback";
        Optional<Boolean> isUp = network.isLoopbackUp();
        OptionalLong mtu = network.loopbackMtu();
        if (isUp.isEmpty() || mtu.isEmpty()) {
            return DoctorFinding.unknown(check, "/sys/class/net/lo");
        }
        if (!isUp.get()) {
            return DoctorFinding.problem(check, "is down")
                    .distorting("nothing can be measured on it")
                    .mendedBy("sudo ip link set lo up");
        }
        String found = text("packets of up to %,d bytes", mtu.getAsLong());
        return rated(check, mtu.getAsLong() < USUAL_MTU, false, found)
                .distorting("larger messages are cut up: their time and CPU, against other machines")
                .mendedBy("sudo ip link set lo mtu " + USUAL_MTU);
    }
}
