package dev.wirebench.loadgen;

import dev.wirebench.loadgen.socket.NoSocketException;
import dev.wirebench.loadgen.socket.Sockets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Gives each connection to a loopback target a source address and port that have not been used for long.
 *
 * <p>Whoever closes first keeps the port for a minute (TIME_WAIT). With one source address 28,000 connections use up the
 * range, and every {@code connect()} then searches it. The whole of 127.0.0.0/8 is ours, so a worker takes ports in turn
 * on several addresses, and below the range the kernel chooses from, because it offers no port to others that anybody has
 * bound. See docs/decisions/0004-source-ports.md. Confined to one worker.
 */
public final class SourcePorts {

    private static final int ADDRESSES = 16;

    private static final int FIRST_PORT = 10_240;

    /** With fewer ports than this below the kernel's range, the kernel may choose. */
    private static final int FEWEST_PORTS = 10_000;

    private static final Path KERNEL_RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    /** So many ports in a row are tried where something else holds them; the last try leaves the choice to the kernel. */
    private static final int TRIES = 8;

    private final InetAddress[] addresses;
    private final int endPort;
    private int address;
    private int port;
    private long refusals;

    private SourcePorts(InetAddress[] addresses, int endPort) {
        this.addresses = addresses;
        this.endPort = endPort;
        // Another block, or another process, began elsewhere.
        this.port = addresses.length == 0 ? 0 : ThreadLocalRandom.current().nextInt(FIRST_PORT, endPort);
    }

    /** @param worker index of the worker, whose addresses no other worker uses */
    static SourcePorts towards(InetAddress target, int worker) {
        byte[] octets = target.getAddress();
        boolean isLoopback = octets.length == 4 && octets[0] == 127;
        return isLoopback ? onLoopback(worker, firstKernelPort()) : new SourcePorts(new InetAddress[0], 0);
    }

    /** @param endPort first port that is not taken */
    static SourcePorts onLoopback(int worker, int endPort) {
        InetAddress[] addresses = new InetAddress[countOnLoopback(endPort) == 0 ? 0 : ADDRESSES];
        try {
            for (int i = 0; i < addresses.length; i++) {
                addresses[i] = InetAddress.getByAddress(new byte[] {127, 1, (byte) worker, (byte) (i + 1)});
            }
        } catch (IOException e) {
            throw new UncheckedIOException("four octets are an address", e);
        }
        return new SourcePorts(addresses, endPort);
    }

    /** @param port the one before the first that is taken */
    static SourcePorts from(int worker, int endPort, int port) {
        SourcePorts ports = onLoopback(worker, endPort);
        ports.port = port;
        return ports;
    }

    /** How many pairs of address and port on loopback a worker takes in turn; 0 where it leaves them to the kernel. */
    public static int countOnLoopback(int firstKernelPort) {
        int ports = firstKernelPort - FIRST_PORT;
        return ports < FEWEST_PORTS ? 0 : ADDRESSES * ports;
    }

    private static int firstKernelPort() {
        try (BufferedReader reader = Files.newBufferedReader(KERNEL_RANGE)) {
            return Integer.parseInt(reader.readLine().strip().split("\\s+")[0]);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Whether it chooses ports, or leaves them to the kernel. */
    boolean isBinding() {
        return addresses.length > 0;
    }

    /** How many connects this machine itself has refused: no port, or no file descriptor, was left. */
    long refusals() {
        return refusals;
    }

    /**
     * Begins to connect a place from the next port that is to be had.
     *
     * @throws IOException if the target cannot be reached, or no port or file descriptor could be had
     */
    void connect(Sockets sockets, int place) throws IOException {
        for (int attempt = 1; ; attempt++) {
            boolean isLast = !isBinding() || attempt >= TRIES;
            try {
                sockets.connect(place, isLast ? null : next());
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

    /** The next in turn; there must be addresses. */
    InetSocketAddress next() {
        if (++port >= endPort) {
            port = FIRST_PORT;
            address = (address + 1) % addresses.length;
        }
        return new InetSocketAddress(addresses[address], port);
    }
}
