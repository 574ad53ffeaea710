package dev.wirebench.loadgen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * Gives each connection to a loopback target a source address and port that have not been used for long.
 *
 * <p>Whoever closes first keeps the port for a minute (TIME_WAIT). With one source address 28,000 connections use up the
 * range, and every {@code connect()} then searches it: raw-short got a third fewer messages and a p99 of 66 ms. The
 * whole of 127.0.0.0/8 is ours, so a worker takes its ports in turn from several addresses. Confined to one worker.
 */
final class SourcePorts {

    private static final int ADDRESSES = 16;

    /** Within Linux' default range of ephemeral ports, which servers do not listen on. */
    private static final int FIRST_PORT = 32_768;

    private static final int LAST_PORT = 60_999;

    /** So many ports in a row are tried where something else holds them; then the kernel may choose. */
    private static final int TRIES = 4;

    private final InetAddress[] addresses;
    private int address;
    private int port = FIRST_PORT;

    private SourcePorts(InetAddress[] addresses) {
        this.addresses = addresses;
    }

    /** @param worker index of the worker, whose addresses no other worker uses */
    static SourcePorts towards(InetAddress target, int worker) {
        byte[] octets = target.getAddress();
        boolean isLoopback = octets.length == 4 && octets[0] == 127;
        InetAddress[] addresses = new InetAddress[isLoopback ? ADDRESSES : 0];
        try {
            for (int i = 0; i < addresses.length; i++) {
                addresses[i] = InetAddress.getByAddress(new byte[] {127, 1, (byte) worker, (byte) (i + 1)});
            }
        } catch (IOException e) {
            throw new UncheckedIOException("four octets are an address", e);
        }
        return new SourcePorts(addresses);
    }

    /** Binds a socket that is about to be connected, or leaves the choice to the kernel. */
    void bind(SocketChannel channel) throws IOException {
        for (int i = 0; i < TRIES && addresses.length > 0; i++) {
            InetSocketAddress source = next();
            try {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                channel.bind(source);
                return;
            } catch (BindException e) {
                // In use, or not an address of this machine.
            }
        }
    }

    private InetSocketAddress next() {
        if (++port > LAST_PORT) {
            port = FIRST_PORT;
            address = (address + 1) % addresses.length;
        }
        return new InetSocketAddress(addresses[address], port);
    }
}
