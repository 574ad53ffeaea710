package dev.wirebench.harness.monitor;

import dev.wirebench.harness.machine.KernelFiles;
import dev.wirebench.model.record.Interference;
import java.util.Arrays;
import java.util.List;

/**
 * What the kernel has counted of TCP on this machine since it started, or {@link Interference#UNKNOWN}; see
 * proc_pid_net(5) and RFC 4022. Immutable.
 */
public record NetworkCounters(long listenOverflows, long segmentsRetransmitted, long segmentsSent) {

    private static final String NETSTAT = "/proc/self/net/netstat";
    private static final String SNMP = "/proc/self/net/snmp";

    static NetworkCounters read() {
        return read(KernelFiles.OF_THIS_MACHINE);
    }

    public static NetworkCounters read(KernelFiles files) {
        return new NetworkCounters(
                value(files.lines(NETSTAT), "TcpExt:", "ListenOverflows"),
                value(files.lines(SNMP), "Tcp:", "RetransSegs"),
                value(files.lines(SNMP), "Tcp:", "OutSegs"));
    }

    /** Each group has a line of names and then one of values. */
    static long value(List<String> lines, String group, String name) {
        List<List<String>> both = lines.stream()
                .filter(line -> line.startsWith(group + " "))
                .map(line -> Arrays.asList(line.split(" +")))
                .toList();
        int column = both.size() == 2 ? both.get(0).indexOf(name) : -1;
        return column < 0 ? Interference.UNKNOWN : Long.parseLong(both.get(1).get(column));
    }

    /** What was counted since then. */
    public NetworkCounters since(NetworkCounters before) {
        return new NetworkCounters(
                since(before.listenOverflows, listenOverflows),
                since(before.segmentsRetransmitted, segmentsRetransmitted),
                since(before.segmentsSent, segmentsSent));
    }

    private static long since(long before, long now) {
        return before == Interference.UNKNOWN || now == Interference.UNKNOWN ? Interference.UNKNOWN : now - before;
    }
}
