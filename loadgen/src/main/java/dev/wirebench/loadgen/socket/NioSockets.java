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

/** Sockets by way of Java's channels. */
final class NioSockets implements Sockets {

    private final InetSocketAddress target;
    private final Selector selector;
    private final SelectionKey[] keys;
    private final Integer[] numbers;
    private final Consumer<SelectionKey> onReady = this::onReady;
    private Listener listener;

    NioSockets(InetSocketAddress target, int places) throws IOException {
        this.target = target;
        selector = Selector.open();
        keys = new SelectionKey[places];
        numbers = new Integer[places];
        for (int i = 0; i < places; i++) {
            numbers[i] = i;
        }
    }

    /** Java's channels do not pass on what the kernel knows. */
    @Override
    public void stampArrivals() {}

    @Override
    public void connect(int place, InetSocketAddress source) throws IOException {
        SocketChannel channel = open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (source != null) {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                channel.bind(source);
            }
            channel.connect(target);
            keys[place] = channel.register(selector, 0, numbers[place]);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** A socket for both kinds of addresses would cost a system call more, and more work for every packet. */
    private SocketChannel open() throws IOException {
        boolean isV4 = target.getAddress() instanceof Inet4Address;
        try {
            return SocketChannel.open(isV4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        } catch (IOException e) {
            throw new NoSocketException(e.getMessage());
        }
    }

    private SocketChannel channel(int place) {
        return (SocketChannel) keys[place].channel();
    }

    @Override
    public boolean finishConnect(int place) throws IOException {
        boolean isConnected = channel(place).finishConnect();
        keys[place].interestOps(isConnected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT);
        return isConnected;
    }

    @Override
    public InetSocketAddress localAddress(int place) throws IOException {
        return (InetSocketAddress) channel(place).getLocalAddress();
    }

    @Override
    public int read(int place, ByteBuffer in) throws IOException {
        return channel(place).read(in);
    }

    @Override
    public long arrivedNs(long readNs) {
        return UNKNOWN;
    }

    @Override
    public void write(int place, ByteBuffer out) throws IOException {
        channel(place).write(out);
    }

    @Override
    public void awaitWritable(int place, boolean isAwaited) {
        keys[place].interestOps(isAwaited ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    @Override
    public void close(int place) {
        SelectionKey key = keys[place];
        keys[place] = null;
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
        int place = (Integer) key.attachment();
        // The place may have another socket by now.
        if (key == keys[place]) {
            boolean isConnecting = key.isConnectable();
            listener.onReady(place, key.isReadable() || isConnecting, key.isWritable() || isConnecting);
        }
    }

    @Override
    public void wakeup() {
        selector.wakeup();
    }

    @Override
    public void close() {
        for (int place = 0; place < keys.length; place++) {
            close(place);
        }
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the selector could not be closed", e);
        }
    }
}
