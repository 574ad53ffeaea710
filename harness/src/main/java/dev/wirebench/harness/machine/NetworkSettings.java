package dev.wirebench.harness.machine;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** How a machine is set up for TCP; ip-sysctl.rst and nf_conntrack-sysctl.rst of Linux, tcp(7). Immutable. */
public final class NetworkSettings {

    private static final String IPV4 = "/proc/sys/net/ipv4/";
    private static final String CONNTRACK = "/proc/sys/net/netfilter/nf_conntrack_";
    private static final String LOOPBACK = "/sys/class/net/lo/";

    private final KernelFiles files;

    public NetworkSettings(KernelFiles files) {
        this.files = files;
    }

    /** Ports that the kernel chooses from, both ends inclusive. Immutable. */
    public record PortRange(int first, int last) {

        public int size() {
            return last - first + 1;
        }

        @Override
        public String toString() {
            return first + "-" + last;
        }
    }

    public Optional<PortRange> portRange() {
        return portRangeLine()
                .filter(line -> line.matches("[0-9]{1,5} [0-9]{1,5}"))
                .map(line -> line.split(" "))
                .map(ends -> new PortRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])));
    }

    public Optional<String> portRangeLine() {
        return files.line(IPV4 + "ip_local_port_range");
    }

    /** How many ports of a range are local ports of some connection. */
    public OptionalInt portsInUse(PortRange range) {
        Set<Integer> used = new TreeSet<>();
        try {
            SocketTable.read(files, row -> used.add(row.localPort()));
        } catch (IOException e) {
            return OptionalInt.empty();
        }
        used.removeIf(port -> port < range.first() || port > range.last());
        return OptionalInt.of(used.size());
    }

    /** Whether a port in TIME_WAIT may be chosen again after a second: 0 never, 1 always, 2 on loopback. */
    public OptionalLong timeWaitReuse() {
        return files.number(IPV4 + "tcp_tw_reuse");
    }

    /** 0: none, so that a port in TIME_WAIT can never be used before the minute is over. */
    public OptionalLong timestamps() {
        return files.number(IPV4 + "tcp_timestamps");
    }

    /** Connections that have been closed less than a minute ago. */
    public OptionalLong timeWait() {
        return files.value("/proc/net/sockstat", "TCP:")
                .map(line -> KernelFiles.parse(line.replaceFirst(".*\\btw ([0-9]+).*", "$1")))
                .orElse(OptionalLong.empty());
    }

    /** How many connections may wait to be accepted, however many a server asks for. */
    public OptionalLong listenQueue() {
        return files.number("/proc/sys/net/core/somaxconn");
    }

    /** How many connections may be half open. */
    public OptionalLong synQueue() {
        return files.number(IPV4 + "tcp_max_syn_backlog");
    }

    /** 0: connections beyond {@link #synQueue} are dropped. */
    public OptionalLong synCookies() {
        return files.number(IPV4 + "tcp_syncookies");
    }

    public Optional<String> congestionControl() {
        return files.line(IPV4 + "tcp_congestion_control");
    }

    /** Connections that the firewall keeps account of. */
    public OptionalLong tracked() {
        return files.number(CONNTRACK + "count");
    }

    /** Of how many the firewall can keep account at most; what comes then is dropped. */
    public OptionalLong trackedAtMost() {
        return files.number(CONNTRACK + "max");
    }

    /** For how many seconds it keeps account of a connection that has been closed. */
    public OptionalLong trackedSecondsAfterClose() {
        return files.number(CONNTRACK + "tcp_timeout_time_wait");
    }

    /** The largest packet on the loopback interface, in bytes. */
    public OptionalLong loopbackMtu() {
        return files.number(LOOPBACK + "mtu");
    }

    /** Whether there is a loopback interface that works; netdevice(7), {@code IFF_UP}. */
    public Optional<Boolean> isLoopbackUp() {
        return files.line(LOOPBACK + "flags")
                .filter(flags -> flags.matches("0x[0-9a-f]{1,8}"))
                .map(flags -> (Long.decode(flags) & 1) != 0);
    }

    /** Soft and hard limit of this process; {@code unlimited} is {@link ControlGroup#NO_LIMIT}. */
    public OptionalLong openFiles() {
        return openFilesLine()
                .map(line -> line.split(" ")[0])
                .map(soft ->
                        soft.equals("unlimited") ? OptionalLong.of(ControlGroup.NO_LIMIT) : KernelFiles.parse(soft))
                .orElse(OptionalLong.empty());
    }

    /** Soft and hard limit of this process, and the unit; Java has raised the soft one as far as it may. */
    public Optional<String> openFilesLine() {
        return files.value("/proc/self/limits", "Max open files");
    }
}
