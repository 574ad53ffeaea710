package dev.wirebench.targets.echo;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/** One thread that serves its part of the raw connections, reading and writing back in one step. */
final class RawEchoLoop {

    private static final int BUFFER_BYTES = 64 * 1024;
    /** Pause in accepting when there are too many connections or no file descriptor is left. */
    private static final long ACCEPT_PAUSE_MS = 50;

    private final RawEchoTarget target;
    private final Selector selector;
    private final Thread thread;
    /** Buffers returned by connections that had to wait for a write. */
    private final ArrayDeque<ByteBuffer> spare = new ArrayDeque<>();

    private final long idleMs;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private SelectionKey pausedAccept;
    private long lastSweepNs;
    private volatile boolean isClosing;

    RawEchoLoop(String name, RawEchoTarget target) throws IOException {
        this.target = target;
        this.selector = Selector.open();
        this.idleMs = target.limits().idleTimeout().toMillis();
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Safe for concurrent use. */
    void register(SelectableChannel channel, int ops, RawEchoConnection connection) throws IOException {
        channel.register(selector, ops, connection);
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    void register(SocketChannel channel) throws IOException {
        register(channel, SelectionKey.OP_READ, new RawEchoConnection(channel));
    }

    private void run() {
        lastSweepNs = System.nanoTime();
        try (selector) {
            while (!isClosing) {
                selector.select(this::serve, pausedAccept == null ? idleMs : ACCEPT_PAUSE_MS);
                resumeAccept();
                sweepIdle();
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("the selector failed", e);
        }
    }

    private void serve(SelectionKey key) {
        if (key.attachment() instanceof RawEchoConnection connection) {
            try {
                if (key.isReadable()) {
                    connection.read(key, this);
                } else if (key.isWritable()) {
                    connection.write(key, this);
                }
            } catch (IOException | OutOfMemoryError e) {
                // A reset, or too many peers that do not read: either ends only this connection.
                close(connection);
            }
        } else {
            accept(key);
        }
    }

    private void accept(SelectionKey key) {
        try {
            while (!target.isFull()) {
                SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
                if (channel == null) {
                    return;
                }
                dispatch(channel);
            }
        } catch (IOException e) {
            System.err.println("raw: cannot accept: " + e.getMessage());
        }
        key.interestOps(0);
        pausedAccept = key;
    }

    private void dispatch(SocketChannel channel) throws IOException {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        } catch (IOException e) {
            // Gone before it was accepted.
            channel.close();
            return;
        }
        target.accepted(channel);
    }

    private void resumeAccept() {
        if (pausedAccept != null) {
            pausedAccept.interestOps(SelectionKey.OP_ACCEPT);
            pausedAccept = null;
        }
    }

    private void sweepIdle() throws IOException {
        long nowNs = System.nanoTime();
        if (nowNs - lastSweepNs < idleMs * 1_000_000) {
            return;
        }
        lastSweepNs = nowNs;
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof RawEchoConnection connection && connection.isIdleSinceLastAsked()) {
                close(connection);
            }
        }
    }

    ByteBuffer buffer() {
        return buffer;
    }

    /** Lends the buffer with its contents until {@link #returnBuffer}. */
    ByteBuffer lendBuffer() {
        ByteBuffer given = buffer;
        buffer = spare.isEmpty() ? ByteBuffer.allocateDirect(BUFFER_BYTES) : spare.pop();
        return given;
    }

    void returnBuffer(ByteBuffer given) {
        spare.push(given);
    }

    void badLength() {
        target.badLength();
    }

    void close(RawEchoConnection connection) {
        if (connection.close(this)) {
            target.closed();
        }
    }

    void close() {
        isClosing = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
