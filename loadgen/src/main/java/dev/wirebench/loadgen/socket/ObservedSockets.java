package dev.wirebench.loadgen.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Sockets whose calls an observer is told of, with every byte that they moved. Calls that moved none, for want of bytes or
 * room, are left out. Confined to one worker, but for {@link #wakeup}.
 */
public final class ObservedSockets implements Sockets {

    private static final byte[] NONE = {};

    private final Sockets sockets;
    private final InetSocketAddress target;
    private final SocketObserver observer;
    private final boolean[] areBound;
    private final boolean[] areConnected;

    public ObservedSockets(Sockets sockets, InetSocketAddress target, int places, SocketObserver observer) {
        this.sockets = sockets;
        this.target = target;
        this.observer = observer;
        this.areBound = new boolean[places];
        this.areConnected = new boolean[places];
    }

    /** Sockets of the given kind, all told of to one observer. */
    public static Opener opener(Opener opener, SocketObserver observer) {
        return (target, places) -> new ObservedSockets(opener.open(target, places), target, places, observer);
    }

    @Override
    public void stampArrivals() throws IOException {
        sockets.stampArrivals();
    }

    @Override
    public void connect(int place, InetSocketAddress source) throws IOException {
        sockets.connect(place, source);
        areBound[place] = source != null;
    }

    @Override
    public boolean finishConnect(int place) throws IOException {
        boolean isConnected = sockets.finishConnect(place);
        if (isConnected) {
            areConnected[place] = true;
            observer.connected(place, sockets.localAddress(place), target, areBound[place]);
        }
        return isConnected;
    }

    @Override
    public InetSocketAddress localAddress(int place) throws IOException {
        return sockets.localAddress(place);
    }

    @Override
    public int read(int place, ByteBuffer in) throws IOException {
        int start = in.position();
        int count = sockets.read(place, in);
        if (count != 0) {
            observer.received(place, count < 0 ? NONE : copy(in, start));
        }
        return count;
    }

    @Override
    public long arrivedNs(long readNs) {
        return sockets.arrivedNs(readNs);
    }

    @Override
    public void write(int place, ByteBuffer out) throws IOException {
        int start = out.position();
        sockets.write(place, out);
        if (out.position() > start) {
            observer.sent(place, copy(out, start));
        }
    }

    /** What stands between an index and the buffer's position. */
    private static byte[] copy(ByteBuffer buffer, int start) {
        byte[] bytes = new byte[buffer.position() - start];
        buffer.get(start, bytes);
        return bytes;
    }

    @Override
    public void awaitWritable(int place, boolean isAwaited) {
        sockets.awaitWritable(place, isAwaited);
    }

    @Override
    public void close(int place) {
        sockets.close(place);
        if (areConnected[place]) {
            areConnected[place] = false;
            observer.closed(place);
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
        for (int place = 0; place < areConnected.length; place++) {
            close(place);
        }
        sockets.close();
    }
}
