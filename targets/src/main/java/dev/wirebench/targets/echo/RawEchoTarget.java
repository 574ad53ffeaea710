package dev.wirebench.targets.echo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The raw service: echoes messages with a 4-byte big-endian length on a few event loops.
 *
 * <p>Bytes go back as they arrive, complete message or not. A length above the limit closes its connection. Connections
 * are assigned to the loops in turn; the first loop accepts. Safe for concurrent use.
 */
public final class RawEchoTarget implements AutoCloseable {

    private final InetSocketAddress address;
    private final ServiceLimits limits;
    private final List<RawEchoLoop> loops = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong badLengths = new AtomicLong();
    private int accepted;

    private RawEchoTarget(InetSocketAddress address, ServiceLimits limits) {
        this.address = address;
        this.limits = limits;
    }

    public static RawEchoTarget start(InetSocketAddress address, ServiceLimits limits) throws IOException {
        return start(address, limits, ServiceLimits.selectingThreads());
    }

    /** @throws IOException if the address cannot be listened on */
    static RawEchoTarget start(InetSocketAddress address, ServiceLimits limits, int loops) throws IOException {
        ServerSocketChannel listening = limits.listen("raw", address);
        RawEchoTarget target = new RawEchoTarget((InetSocketAddress) listening.getLocalAddress(), limits);
        for (int i = 0; i < loops; i++) {
            target.loops.add(new RawEchoLoop("raw-echo-" + i, target));
        }
        target.loops.get(0).register(listening, SelectionKey.OP_ACCEPT, null);
        target.loops.forEach(RawEchoLoop::start);
        return target;
    }

    public InetSocketAddress address() {
        return address;
    }

    ServiceLimits limits() {
        return limits;
    }

    /** Connections closed because of a length above the limit. */
    long badLengths() {
        return badLengths.get();
    }

    void badLength() {
        badLengths.incrementAndGet();
    }

    /** Connections open now. */
    int openConnections() {
        return open.get();
    }

    void closed() {
        open.decrementAndGet();
    }

    boolean isFull() {
        return open.get() >= limits.maxConnections();
    }

    /** Assigns a new connection to the next loop. Confined to the loop that accepts. */
    void accepted(SocketChannel channel) throws IOException {
        open.incrementAndGet();
        loops.get(accepted++ % loops.size()).register(channel);
        accepted %= loops.size();
    }

    @Override
    public void close() {
        loops.forEach(RawEchoLoop::close);
    }
}
