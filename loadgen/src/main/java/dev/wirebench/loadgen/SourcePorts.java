package dev.wirebench.loadgen;

import dev.wirebench.loadgen.socket.NoSocketException;
import dev.wirebench.loadgen.socket.Sockets;
import dev.wirebench.model.SourceAddresses;
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
 * Gives each connection to a loopback target a source address and port that have not been used for a while.
 *
 * <p>Whoever closes first keeps the port for a minute (TIME_WAIT). Of the kernel's choosing, 28,000 connections use up its
 * range, and every {@code connect()} then searches it. So a worker takes ports in turn, below that range, because the
 * kernel offers no port to others that anybody has bound: first on 127.0.0.1, and on further addresses of 127.0.0.0/8 when
 * those ports come round before the kernel lets them be used again. See docs/decisions/0004-source-ports.md. Confined to
 * one worker, but for {@link #used}.
 */
public final class SourcePorts {

    private static final int FURTHER_ADDRESSES = 16;

    private static final int FIRST_PORT = 10_240;

    /** With fewer ports than this below the kernel's range, the kernel may choose. */
    private static final int FEWEST_PORTS = 10_000;

    private static final Path NET_IPV4 = Path.of("/proc/sys/net/ipv4");

    /** So many ports in a row are tried where something else holds them; the last try leaves the choice to the kernel. */
    private static final int TRIES = 8;

    /**
     * How long a port rests. With timestamps the kernel takes a connection for a new one as soon as its clock has gone on, and
     * closing it on both sides takes a moment; without them it waits for TIME_WAIT to end.
     */
    private static final long REST_NS = 1_000_000_000;

    private static final long REST_WITHOUT_TIMESTAMPS_NS = 60_000_000_000L;

    /** Ports of one address. */
    private record Stretch(InetAddress address, int firstPort, int endPort) {}

    private final InetSocketAddress target;
    private final Stretch[] stretches;
    private final boolean returnsToFirst;
    private final long restNs;

    /** Of the first stretch: when its first port was last taken. */
    private long firstBegunNs;

    private int current;
    private int port;
    private long refusals;
    private final Set<InetAddress> used = ConcurrentHashMap.newKeySet();

    private SourcePorts(InetSocketAddress target, List<Stretch> stretches, boolean returnsToFirst, long restNs) {
        this.target = target;
        this.stretches = stretches.toArray(Stretch[]::new);
        this.returnsToFirst = returnsToFirst;
        this.restNs = restNs;
        this.firstBegunNs = Long.MIN_VALUE;
        // Another block, or another process, began elsewhere.
        this.port = stretches.isEmpty()
                ? 0
                : ThreadLocalRandom.current()
                                .nextInt(
                                        stretches.get(0).firstPort(),
                                        stretches.get(0).endPort())
                        - 1;
    }

    /**
     * @param worker index of the worker, whose ports no other worker uses
     * @param workers how many there are
     */
    static SourcePorts towards(InetSocketAddress target, SourceAddresses addresses, int worker, int workers) {
        long restNs = number("tcp_timestamps") == 0 ? REST_WITHOUT_TIMESTAMPS_NS : REST_NS;
        return towards(target, addresses, worker, workers, number("ip_local_port_range"), restNs);
    }

    /** @param endPort first port that is not taken */
    static SourcePorts towards(
            InetSocketAddress target, SourceAddresses addresses, int worker, int workers, int endPort, long restNs) {
        List<Stretch> stretches = new ArrayList<>();
        if (isLoopback(target) && portsOnLoopback(endPort) > 0) {
            int ports = endPort - FIRST_PORT;
            if (addresses != SourceAddresses.MANY) {
                stretches.add(new Stretch(
                        address(127, 0, 0, 1),
                        FIRST_PORT + ports * worker / workers,
                        FIRST_PORT + ports * (worker + 1) / workers));
            }
            for (int i = 1; i <= FURTHER_ADDRESSES && addresses != SourceAddresses.ONE; i++) {
                stretches.add(new Stretch(address(127, 1, worker, i), FIRST_PORT, endPort));
            }
        }
        return new SourcePorts(target, stretches, addresses == SourceAddresses.AUTO, restNs);
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

    /** How many ports of 127.0.0.1 all workers together take in turn; 0 where they leave them to the kernel. */
    private static int portsOnLoopback(int firstKernelPort) {
        int ports = firstKernelPort - FIRST_PORT;
        return ports < FEWEST_PORTS ? 0 : ports;
    }

    /** How many pairs of address and port on loopback so many workers take in turn; 0 where they leave them to the kernel. */
    public static int countOnLoopback(int firstKernelPort, SourceAddresses addresses, int workers) {
        int further = addresses == SourceAddresses.ONE ? 0 : FURTHER_ADDRESSES * workers;
        int first = addresses == SourceAddresses.MANY ? 0 : 1;
        return (first + further) * portsOnLoopback(firstKernelPort);
    }

    /** The first number of a kernel's setting; 0 where there is none. */
    private static int number(String setting) {
        try (BufferedReader reader = Files.newBufferedReader(NET_IPV4.resolve(setting))) {
            return Integer.parseInt(reader.readLine().strip().split("\\s+")[0]);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Whether it chooses ports, or leaves them to the kernel. */
    boolean isBinding() {
        return stretches.length > 0;
    }

    /** How many connects this machine itself has refused: no port, or no file descriptor, was left. */
    long refusals() {
        return refusals;
    }

    /** Addresses that connections to a loopback target came from. Safe for concurrent use. */
    Set<InetAddress> used() {
        return used;
    }

    /**
     * Begins to connect a place from the next port that is to be had.
     *
     * @throws IOException if the target cannot be reached, or no port or file descriptor could be had
     */
    void connect(Sockets sockets, int place, long nowNs) throws IOException {
        for (int attempt = 1; ; attempt++) {
            boolean isLast = !isBinding() || attempt >= TRIES;
            try {
                InetSocketAddress source = isLast ? null : next(nowNs);
                sockets.connect(place, source);
                note(source);
                return;
            } catch (BindException e) {
                // The port is in use, or was so towards this target a moment ago, or the address is not of this
                // machine.
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

    /** The kernel's own choice towards 127.0.0.0/8 is 127.0.0.1. */
    private void note(InetSocketAddress source) {
        if (source != null) {
            used.add(source.getAddress());
        } else if (isLoopback(target)) {
            used.add(address(127, 0, 0, 1));
        }
    }

    /** The next in turn; there must be addresses. From the target's own port one might be connected to oneself. */
    InetSocketAddress next(long nowNs) {
        do {
            if (++port >= stretches[current].endPort) {
                current = following(nowNs);
                port = stretches[current].firstPort;
                firstBegunNs = current == 0 ? nowNs : firstBegunNs;
            }
        } while (port == target.getPort() && stretches[current].address.equals(target.getAddress()));
        return new InetSocketAddress(stretches[current].address, port);
    }

    private int following(long nowNs) {
        boolean isFirstRested = firstBegunNs == Long.MIN_VALUE || nowNs - firstBegunNs >= restNs;
        return returnsToFirst && isFirstRested ? 0 : (current + 1) % stretches.length;
    }
}
