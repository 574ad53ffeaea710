package dev.wirebench.loadgen;

import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.RawService;
import dev.wirebench.model.service.SocketIoService;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.service.WebSocketService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A fast echo on one thread. Takes every read for one complete message of {@link #PAYLOAD_BYTES}; otherwise the answer
 * would be wrong.
 */
final class EchoLoop implements AutoCloseable {

    static final int PAYLOAD_BYTES = 64;

    private static final int BACKLOG = 1024;
    private static final int BUFFER_BYTES = 4096;
    private static final int FRAME_HEAD_BYTES = 2;
    private static final int MASK_BYTES = 4;
    private static final int CLOSE = 8;

    /** The length byte of a masked packet of two bytes, such as the disconnect before a close. */
    private static final byte SHORT_PACKET = (byte) 0x82;

    private static final int DISCONNECT_BYTES = FRAME_HEAD_BYTES + MASK_BYTES + 2;
    private static final byte[] OPEN = SocketIoPeer.text(SocketIoPeer.OPEN);
    private static final byte[] CONNECTED = SocketIoPeer.text(SocketIoPeer.CONNECTED);

    /** Attached to a connection until its handshake is complete. */
    private enum Step {
        UPGRADE,
        CONNECT
    }

    private static final byte[] HTTP_HEAD =
            ("HTTP/1.1 200 OK\r\nContent-Length: " + PAYLOAD_BYTES + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);

    private final Protocol protocol;
    private final Selector selector = Selector.open();
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);
    private final ByteBuffer out = ByteBuffer.allocate(BUFFER_BYTES);
    private final Thread thread = new Thread(this::run, "echo-loop");
    private volatile long echoed;
    private volatile boolean isEnding;
    private volatile IOException failure;

    EchoLoop(Protocol protocol) throws IOException {
        this.protocol = protocol;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        thread.setDaemon(true);
        thread.start();
    }

    Target target() throws IOException {
        String address = "127.0.0.1:" + ((InetSocketAddress) server.getLocalAddress()).getPort();
        return Target.of(
                new HttpService(URI.create("http://" + address + "/echo")),
                new WebSocketService(URI.create("ws://" + address + "/ws")),
                new RawService(URI.create("tcp://" + address)),
                new SocketIoService(URI.create("ws://" + address + "/socket.io/?EIO=4&transport=websocket")));
    }

    /** Messages answered so far. Safe for concurrent use. */
    long echoed() {
        return echoed;
    }

    private void run() {
        try (selector;
                server) {
            while (!isEnding) {
                selector.select(this::handle);
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    private void handle(SelectionKey key) {
        if (key.isAcceptable()) {
            accept();
        } else {
            serve(key);
        }
    }

    private void accept() {
        try {
            SocketChannel channel = server.accept();
            if (channel != null) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.register(selector, SelectionKey.OP_READ, protocol.hasHandshake() ? Step.UPGRADE : null);
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    private void serve(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (channel.read(in.clear()) < 0) {
                channel.close();
            } else {
                in.flip();
                answer(key);
                channel.write(out.flip());
            }
        } catch (IOException e) {
            // The client has gone and knows whether it got its answer.
            close(channel);
        }
    }

    private void answer(SelectionKey key) throws IOException {
        out.clear();
        if (key.attachment() == Step.UPGRADE) {
            out.put(TestServer.agreement(StandardCharsets.US_ASCII.decode(in).toString()));
            boolean isSocketIo = protocol == Protocol.SOCKETIO;
            key.attach(isSocketIo ? Step.CONNECT : null);
            out.put(isSocketIo ? OPEN : new byte[0]);
        } else if (key.attachment() == Step.CONNECT) {
            key.attach(null);
            out.put(CONNECTED);
        } else {
            echo();
            echoed += isClose() ? 0 : 1;
        }
    }

    private void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            failure = e;
        }
    }

    private boolean isClose() {
        return protocol.hasHandshake() && (out.get(0) & 0x0f) == CLOSE;
    }

    private void echo() {
        switch (protocol) {
            case HTTP -> out.put(HTTP_HEAD).put(in.position(in.limit() - PAYLOAD_BYTES));
            case WEBSOCKET -> echoFrame(0);
            case SOCKETIO -> echoFrame(in.get(1) == SHORT_PACKET ? DISCONNECT_BYTES : 0);
            case RAW -> out.put(in);
        }
    }

    private void echoFrame(int start) {
        in.position(start);
        out.put(in.get()).put((byte) (in.get() & 0x7f));
        in.position(start + FRAME_HEAD_BYTES + MASK_BYTES);
        for (int i = 0; in.hasRemaining(); i++) {
            out.put((byte) (in.get() ^ in.get(start + FRAME_HEAD_BYTES + i % MASK_BYTES)));
        }
    }

    /** @throws IllegalStateException if a connection could not be served */
    @Override
    public void close() {
        isEnding = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw new IllegalStateException("the echo failed", failure);
        }
    }
}
