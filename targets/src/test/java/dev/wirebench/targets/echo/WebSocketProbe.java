package dev.wirebench.targets.echo;

import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket as an independent client library sees it; received items are taken in order. */
public abstract class WebSocketProbe {

    /** The end of the connection, with its status code. */
    public record Closed(int code) {}

    public record Pong(ByteBuffer payload) {}

    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();

    abstract void send(String text, boolean isLast) throws Exception;

    public abstract void send(byte[] binary, boolean isLast) throws Exception;

    public abstract void ping(byte[] payload) throws Exception;

    public abstract void close(int code) throws Exception;

    /** Stops the client, whatever the state of its connection. */
    public abstract void stop() throws Exception;

    /** A {@code String}, a {@code ByteBuffer}, a {@link Pong} or a {@link Closed}; null if none arrives. */
    public Object next() throws InterruptedException {
        return received.poll(60, TimeUnit.SECONDS);
    }

    void receive(Object event) {
        received.add(event);
    }

    static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
    }
}
