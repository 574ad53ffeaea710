package dev.wirebench.harness;

import dev.wirebench.model.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What the kernel has counted of TCP on this machine since it started, or {@link Surroundings#UNKNOWN}; see
 * proc_pid_net(5) and RFC 4022. Immutable.
 */
record NetworkCounters(long listenOverflows, long segmentsRetransmitted, long segmentsSent) {

    private static final Path NETSTAT = Path.of("/proc/self/net/netstat");
    private static final Path SNMP = Path.of("/proc/self/net/snmp");

    static NetworkCounters read() {
        return new NetworkCounters(
                value(lines(NETSTAT), "TcpExt:", "ListenOverflows"),
                value(lines(SNMP), "Tcp:", "RetransSegs"),
                value(lines(SNMP), "Tcp:", "OutSegs"));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Each group has a line of names and then one of values. */
    static long value(List<String> lines, String group, String name) {
        List<List<String>> both = lines.stream()
                .filter(line -> line.startsWith(group + " "))
                .map(line -> Arrays.asList(line.split(" +")))
                .toList();
        int column = both.size() == 2 ? both.get(0).indexOf(name) : -1;
        return column < 0 ? Surroundings.UNKNOWN : Long.parseLong(both.get(1).get(column));
    }

    /** What was counted since then. */
    NetworkCounters since(NetworkCounters before) {
        return new NetworkCounters(
                since(before.listenOverflows, listenOverflows),
                since(before.segmentsRetransmitted, segmentsRetransmitted),
                since(before.segmentsSent, segmentsSent));
    }

    private static long since(long before, long now) {
        return before == Surroundings.UNKNOWN || now == Surroundings.UNKNOWN ? Surroundings.UNKNOWN : now - before;
    }
}
