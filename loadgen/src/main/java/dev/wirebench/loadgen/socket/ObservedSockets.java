package dev.wirebench.loadgen.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Sockets that report every byte read or written to an observer; calls that move no bytes are left out. Confined to one
 * worker, except {@link #wakeup}.
 */
public final class ObservedSockets implements Sockets {

    private static final byte[] NONE = {};

    private final Sockets sockets;
    private final InetSocketAddress target;
    private final SocketObserver observer;
    private final boolean[] areBound;
    private final boolean[] areConnected;

    public ObservedSockets(Sockets sockets, InetSocketAddress target, int slots, SocketObserver observer) {
        this.sockets = sockets;
        this.target = target;
        this.observer = observer;
        this.areBound = new boolean[slots];
        this.areConnected = new boolean[slots];
    }

    /** Sockets of the given kind, all with the same observer. */
    public static Opener opener(Opener opener, SocketObserver observer) {
        return (target, slots) -> new ObservedSockets(opener.open(target, slots), target, slots, observer);
    }

    @Override
    public void stampArrivals() throws IOException {
        sockets.stampArrivals();
    }

    @Override
    public void connect(int slot, InetSocketAddress source) throws IOException {
        sockets.connect(slot, source);
        areBound[slot] = source != null;
    }

    @Override
    public boolean finishConnect(int slot) throws IOException {
        boolean isConnected = sockets.finishConnect(slot);
        if (isConnected) {
            areConnected[slot] = true;
            observer.connected(slot, sockets.localAddress(slot), target, areBound[slot]);
        }
        return isConnected;
    }

    @Override
    public InetSocketAddress localAddress(int slot) throws IOException {
        return sockets.localAddress(slot);
    }

    @Override
    public int read(int slot, ByteBuffer in) throws IOException {
        int start = in.position();
        int count = sockets.read(slot, in);
        if (count != 0) {
            observer.received(slot, count < 0 ? NONE : copy(in, start));
        }
        return count;
    }

    @Override
    public long arrivedNs(long readNs) {
        return sockets.arrivedNs(readNs);
    }

    @Override
    public void write(int slot, ByteBuffer out) throws IOException {
        int start = out.position();
        sockets.write(slot, out);
        if (out.position() > start) {
            observer.sent(slot, copy(out, start));
        }
    }

    /** The bytes between an index and the buffer's position. */
    private static byte[] copy(ByteBuffer buffer, int start) {
        byte[] bytes = new byte[buffer.position() - start];
        buffer.get(start, bytes);
        return bytes;
    }

    @Override
    public void awaitWritable(int slot, boolean isAwaited) {
        sockets.awaitWritable(slot, isAwaited);
    }

    @Override
    public void close(int slot) {
        sockets.close(slot);
        if (areConnected[slot]) {
            areConnected[slot] = false;
            observer.closed(slot);
        }
    }

    @Override
    public void poll(Listener listener, long timeoutMs) throws IOException {
        sockets.poll(listener, timeoutMs);
    }

    @Override
    public void wakeup() {
        sockets.wakeup();
    }

    @Override
    public void close() {
        for (int slot = 0; slot < areConnected.length; slot++) {
            close(slot);
        }
        sockets.close();
    }
}
