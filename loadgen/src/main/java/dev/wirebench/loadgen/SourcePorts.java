package dev.wirebench.loadgen;

import dev.wirebench.loadgen.socket.NoSocketException;
import dev.wirebench.loadgen.socket.Sockets;
import dev.wirebench.model.plan.SourceAddresses;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses source addresses and ports for connections to a loopback target, so that none is reused too soon.
 *
 * <p>The side that closes first keeps the port for a minute (TIME_WAIT). 28,000 connections exhaust the kernel's
 * ephemeral range, and every {@code connect()} then searches it. So a worker takes ports in turn from below that range,
 * where the kernel never hands out a bound port: first on 127.0.0.1, then on further addresses of 127.0.0.0/8 when
 * those ports come round too soon. See docs/decisions/0004-source-ports.md. Confined to one worker, except {@link
 * #usedAddresses}.
 */
public final class SourcePorts {

    private static final int FURTHER_ADDRESSES = 16;

    private static final int FIRST_PORT = 10_240;

    /** With fewer ports than this below its range, the kernel chooses. */
    private static final int FEWEST_PORTS = 10_000;

    private static final Path NET_IPV4 = Path.of("/proc/sys/net/ipv4");

    /** Consecutive ports tried when others hold them; the last try leaves the choice to the kernel. */
    private static final int TRIES = 8;

    /**
     * Time before a port is reused. With TCP timestamps the kernel accepts a new connection as soon as its clock has
     * ticked, plus a moment for closing on both sides; without them it waits for TIME_WAIT to end.
     */
    private static final long REST_NS = 1_000_000_000;

    private static final long REST_WITHOUT_TIMESTAMPS_NS = 60_000_000_000L;

    /** Ports of one address. */
    private record PortRange(InetAddress address, int firstPort, int endPort) {}

    private final InetSocketAddress target;
    private final PortRange[] ranges;
    private final boolean returnsToFirst;
    private final long restNs;

    /** Time at which the first port of the first range was last taken. */
    private long firstBegunNs;

    private int current;
    private int port;
    private long refusals;
    private final Set<InetAddress> used = ConcurrentHashMap.newKeySet();

    private SourcePorts(InetSocketAddress target, List<PortRange> ranges, boolean returnsToFirst, long restNs) {
        this.target = target;
        this.ranges = ranges.toArray(PortRange[]::new);
        this.returnsToFirst = returnsToFirst;
        this.restNs = restNs;
        this.firstBegunNs = Long.MIN_VALUE;
        // A random start, since another block or process started elsewhere.
        this.port = ranges.isEmpty()
                ? 0
                : ThreadLocalRandom.current()
                                .nextInt(
                                        ranges.get(0).firstPort(), ranges.get(0).endPort())
                        - 1;
    }

    /**
     * @param worker index of the worker; no two workers share a port
     * @param workers number of workers
     */
    static SourcePorts towards(InetSocketAddress target, SourceAddresses addresses, int worker, int workers) {
        long restNs = number("tcp_timestamps") == 0 ? REST_WITHOUT_TIMESTAMPS_NS : REST_NS;
        return towards(target, addresses, worker, workers, number("ip_local_port_range"), restNs);
    }

    /** @param endPort first port not to be used */
    static SourcePorts towards(
            InetSocketAddress target, SourceAddresses addresses, int worker, int workers, int endPort, long restNs) {
        List<PortRange> ranges = new ArrayList<>();
        if (isLoopback(target) && portsOnLoopback(endPort) > 0) {
            int ports = endPort - FIRST_PORT;
            if (addresses != SourceAddresses.MANY) {
                ranges.add(new PortRange(
                        address(127, 0, 0, 1),
                        FIRST_PORT + ports * worker / workers,
                        FIRST_PORT + ports * (worker + 1) / workers));
            }
            for (int i = 1; i <= FURTHER_ADDRESSES && addresses != SourceAddresses.ONE; i++) {
                ranges.add(new PortRange(address(127, 1, worker, i), FIRST_PORT, endPort));
            }
        }
        return new SourcePorts(target, ranges, addresses == SourceAddresses.AUTO, restNs);
    }

    private static boolean isLoopback(InetSocketAddress target) {
        return target.getAddress() instanceof Inet4Address v4 && v4.isLoopbackAddress();
    }

    private static InetAddress address(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("four octets are an address", e);
        }
    }

    /** Ports on 127.0.0.1 for all workers together; 0 if the kernel chooses. */
    private static int portsOnLoopback(int firstKernelPort) {
        int ports = firstKernelPort - FIRST_PORT;
        return ports < FEWEST_PORTS ? 0 : ports;
    }

    /** Pairs of loopback address and port for all workers together; 0 if the kernel chooses. */
    public static int countOnLoopback(int firstKernelPort, SourceAddresses addresses, int workers) {
        int further = addresses == SourceAddresses.ONE ? 0 : FURTHER_ADDRESSES * workers;
        int first = addresses == SourceAddresses.MANY ? 0 : 1;
        return (first + further) * portsOnLoopback(firstKernelPort);
    }

    /** First number in a kernel setting; 0 if there is none. */
    private static int number(String setting) {
        try (BufferedReader reader = Files.newBufferedReader(NET_IPV4.resolve(setting))) {
            return Integer.parseInt(reader.readLine().strip().split("\\s+")[0]);
        } catch (IOException e) {
            return 0;
        }
    }

    /** True if ports are chosen here rather than by the kernel. */
    boolean isBinding() {
        return ranges.length > 0;
    }

    /** Connects refused by this machine for want of a port or file descriptor. */
    long refusals() {
        return refusals;
    }

    /** Source addresses used for a loopback target. Safe for concurrent use. */
    Set<InetAddress> usedAddresses() {
        return used;
    }

    /**
     * Starts to connect a slot from the next available port.
     *
     * @throws IOException if the target cannot be reached, or no port or file descriptor is left
     */
    void connect(Sockets sockets, int slot, long nowNs) throws IOException {
        for (int attempt = 1; ; attempt++) {
            boolean isLast = !isBinding() || attempt >= TRIES;
            try {
                InetSocketAddress source = isLast ? null : next(nowNs);
                sockets.connect(slot, source);
                recordUsed(source);
                return;
            } catch (BindException e) {
                // The port is in use or in TIME_WAIT, or the address does not exist here.
                if (isLast) {
                    refusals++;
                    throw e;
                }
            } catch (NoSocketException e) {
                refusals++;
                throw e;
            }
        }
    }

    /** Towards 127.0.0.0/8 the kernel itself chooses 127.0.0.1. */
    private void recordUsed(InetSocketAddress source) {
        if (source != null) {
            used.add(source.getAddress());
        } else if (isLoopback(target)) {
            used.add(address(127, 0, 0, 1));
        }
    }

    /**
     * The next address and port; there must be ranges. Skips the target's own port, from which a socket could connect
     * to itself.
     */
    InetSocketAddress next(long nowNs) {
        do {
            if (++port >= ranges[current].endPort) {
                current = nextRange(nowNs);
                port = ranges[current].firstPort;
                firstBegunNs = current == 0 ? nowNs : firstBegunNs;
            }
        } while (port == target.getPort() && ranges[current].address.equals(target.getAddress()));
        return new InetSocketAddress(ranges[current].address, port);
    }

    private int nextRange(long nowNs) {
        boolean isFirstRested = firstBegunNs == Long.MIN_VALUE || nowNs - firstBegunNs >= restNs;
        return returnsToFirst && isFirstRested ? 0 : (current + 1) % ranges.length;
    }
}
