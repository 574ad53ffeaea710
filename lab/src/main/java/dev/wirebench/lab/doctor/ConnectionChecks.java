package dev.wirebench.lab.doctor;

import static dev.wirebench.lab.doctor.DoctorFinding.rated;
import static dev.wirebench.lab.doctor.DoctorFinding.text;

import dev.wirebench.harness.machine.ControlGroup;
import dev.wirebench.harness.machine.KernelFiles;
import dev.wirebench.harness.machine.NetworkSettings;
import dev.wirebench.loadgen.SourcePorts;
import dev.wirebench.model.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Can the machine open as many connections as the plan does, as fast as it does? Immutable. */
public final class ConnectionChecks {

    /** Class files, selectors, logs: file descriptors that are not for connections. */
    private static final int OTHER_FILES = 500;

    /** How long a closed connection keeps its port; the kernel's TCP_TIMEWAIT_LEN. */
    private static final int TIME_WAIT_SECONDS = 60;

    private static final String SYSCTL = "sudo sysctl -w net.";
    private static final String NO_PORT = "connects fail or search for ports: p99, SATURATED";

    private final NetworkSettings network;
    private final MachineRequirement need;

    public ConnectionChecks(KernelFiles files, MachineRequirement need) {
        this.network = new NetworkSettings(files);
        this.need = need;
    }

    public List<DoctorFinding> findings() {
        return List.of(openFiles(), ports(), timeWait());
    }

    private DoctorFinding openFiles() {
        String check = "open files";
        OptionalLong limit = network.openFiles();
        if (limit.isEmpty()) {
            return DoctorFinding.unknown(check, "/proc/self/limits");
        }
        long needed = need.connections().atMost() + OTHER_FILES;
        String found = (limit.getAsLong() == ControlGroup.NO_LIMIT ? "unlimited" : text("%,d", limit.getAsLong()))
                + text("; the plan takes some %,d", needed);
        return rated(check, false, limit.getAsLong() < needed, found)
                .distorting("connects fail: ports and files, SATURATED")
                .mendedBy(text("sudo prlimit --pid $$ --nofile=%d:%d", needed, needed));
    }

    /** On loopback the generator takes its own ports in turn, if there are enough below the kernel's. */
    private DoctorFinding ports() {
        String check = "ports";
        Optional<NetworkSettings.PortRange> range = network.portRange();
        if (range.isEmpty()) {
            return DoctorFinding.unknown(check, "/proc/sys/net/ipv4/ip_local_port_range");
        }
        int own = own();
        if (own > 0) {
            return DoctorFinding.ok(check, text("%,d of the generator's own, below %s", own, range.get()));
        }
        int free = range.get().size() - network.portsInUse(range.get()).orElse(0);
        String found = text("%s, %,d free; the plan opens %s", range.get(), free, perSecond());
        double atMost = (double) free / secondsKept();
        boolean isEnough = free > need.connections().atMost()
                && atMost > need.connections().perSecond();
        DoctorFinding finding = rated(check, need.isHere(), !isEnough, found).distorting(NO_PORT);
        if (need.isHere()) {
            return finding.mendedBy(SYSCTL + "ipv4.ip_local_port_range=\"32768 60999\"");
        }
        boolean isTooFew = free <= need.connections().atMost() || secondsKept() < TIME_WAIT_SECONDS;
        return finding.mendedBy(isTooFew ? SYSCTL + "ipv4.ip_local_port_range=\"10240 65535\"" : reuseCommand());
    }

    /** All that is closed keeps its port for a minute, but for what may be used again. */
    private DoctorFinding timeWait() {
        String check = "TIME_WAIT";
        OptionalLong closed = network.timeWait();
        OptionalLong reuse = network.timeWaitReuse();
        if (closed.isEmpty() || reuse.isEmpty()) {
            return DoctorFinding.unknown(
                    check, closed.isEmpty() ? "/proc/net/sockstat" : "/proc/sys/net/ipv4/tcp_tw_reuse");
        }
        String found = text("%,d in all; ports are kept for %s", closed.getAsLong(), kept());
        boolean isShort = need.connections().perSecond() > 0;
        boolean isKept = isShort && secondsKept() == TIME_WAIT_SECONDS;
        double ports = own() > 0
                ? own()
                : network.portRange().map(NetworkSettings.PortRange::size).orElse(0);
        boolean isTooFast = need.connections().perSecond() * TIME_WAIT_SECONDS > ports;
        return rated(check, isKept, isKept && isTooFast, found)
                .distorting(NO_PORT)
                .mendedBy(reuseCommand());
    }

    private String reuseCommand() {
        return SYSCTL + (isWithoutTimestamps() ? "ipv4.tcp_timestamps=1" : "ipv4.tcp_tw_reuse=1");
    }

    private int own() {
        boolean isOwn = need.isHere() && network.portRange().isPresent();
        return isOwn
                ? SourcePorts.countOnLoopback(
                        network.portRange().get().first(), Plan.DEFAULT_SOURCE_ADDRESSES, need.workers())
                : 0;
    }

    private boolean isWithoutTimestamps() {
        return network.timestamps().equals(OptionalLong.of(0));
    }

    /**
     * A port that was bound is free for a new connection as soon as the old one is closed; one of the kernel's choosing a
     * second later, where tcp_tw_reuse lets it; neither without timestamps.
     */
    private double secondsKept() {
        if (isWithoutTimestamps()) {
            return TIME_WAIT_SECONDS;
        }
        long reuse = network.timeWaitReuse().orElse(0);
        boolean isReused = reuse == 1 || reuse == 2 && need.isHere();
        return own() > 0 ? 0 : isReused ? 1 : TIME_WAIT_SECONDS;
    }

    private String kept() {
        return secondsKept() == TIME_WAIT_SECONDS ? "a minute" : "a second at most";
    }

    private String perSecond() {
        return text("%,.0f/s", need.connections().perSecond());
    }
}
