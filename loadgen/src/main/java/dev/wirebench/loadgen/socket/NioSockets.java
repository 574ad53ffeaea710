package dev.wirebench.loadgen.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** Sockets on Java's channels. */
final class NioSockets implements Sockets {

    private final InetSocketAddress target;
    private final Selector selector;
    private final SelectionKey[] keys;
    private final Integer[] slotNumbers;
    private final Consumer<SelectionKey> onReady = this::onReady;
    private Listener listener;

    NioSockets(InetSocketAddress target, int slots) throws IOException {
        this.target = target;
        selector = Selector.open();
        keys = new SelectionKey[slots];
        slotNumbers = new Integer[slots];
        for (int i = 0; i < slots; i++) {
            slotNumbers[i] = i;
        }
    }

    /** Not available through Java's channels. */
    @Override
    public void stampArrivals() {}

    @Override
    public void connect(int slot, InetSocketAddress source) throws IOException {
        SocketChannel channel = open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (source != null) {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                channel.bind(source);
            }
            channel.connect(target);
            keys[slot] = channel.register(selector, 0, slotNumbers[slot]);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** A dual-stack socket would cost another system call, and more work per packet. */
    private SocketChannel open() throws IOException {
        boolean isV4 = target.getAddress() instanceof Inet4Address;
        try {
            return SocketChannel.open(isV4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        } catch (IOException e) {
            throw new NoSocketException(e.getMessage());
        }
    }

    private SocketChannel channel(int slot) {
        return (SocketChannel) keys[slot].channel();
    }

    @Override
    public boolean finishConnect(int slot) throws IOException {
        boolean isConnected = channel(slot).finishConnect();
        keys[slot].interestOps(isConnected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT);
        return isConnected;
    }

    @Override
    public InetSocketAddress localAddress(int slot) throws IOException {
        return (InetSocketAddress) channel(slot).getLocalAddress();
    }

    @Override
    public int read(int slot, ByteBuffer in) throws IOException {
        return channel(slot).read(in);
    }

    @Override
    public long arrivedNs(long readNs) {
        return UNKNOWN;
    }

    @Override
    public void write(int slot, ByteBuffer out) throws IOException {
        channel(slot).write(out);
    }

    @Override
    public void awaitWritable(int slot, boolean isAwaited) {
        keys[slot].interestOps(isAwaited ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    @Override
    public void close(int slot) {
        SelectionKey key = keys[slot];
        keys[slot] = null;
        if (key != null) {
            try {
                key.channel().close();
            } catch (IOException e) {
                throw new UncheckedIOException("a socket could not be closed", e);
            }
        }
    }

    @Override
    public void poll(Listener told, long timeoutMs) throws IOException {
        listener = told;
        if (timeoutMs == 0) {
            selector.selectNow(onReady);
        } else {
            selector.select(onReady, timeoutMs);
        }
    }

    private void onReady(SelectionKey key) {
        int slot = (Integer) key.attachment();
        // The slot may have a new socket by now.
        if (key == keys[slot]) {
            boolean isConnecting = key.isConnectable();
            listener.onReady(slot, key.isReadable() || isConnecting, key.isWritable() || isConnecting);
        }
    }

    @Override
    public void wakeup() {
        selector.wakeup();
    }

    @Override
    public void close() {
        for (int slot = 0; slot < keys.length; slot++) {
            close(slot);
        }
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the selector could not be closed", e);
        }
    }
}
