package dev.wirebench.harness.systems.check;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Frame;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.eclipse.jetty.websocket.core.OpCode;

/** One WebSocket connection by Jetty's client, whose answers are waited for. Confined to one thread. */
final class WebSocketTalk implements AutoCloseable {

    private static final int SECONDS = 5;

    /** Stands for a close frame without a code, RFC 6455, section 7.4.1. */
    private static final int NO_CODE = 1005;

    /** The answer to a ping. */
    record Pong(ByteBuffer payload) {}

    /** The other side's close frame. */
    record CloseFrame(int code) {}

    /** The connection has ended, with or without a close frame. */
    record End(String reason) {}

    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    private final Session session;

    private WebSocketTalk(WebSocketClient client, URI uri, boolean isOfFrames, List<String> subprotocols)
            throws Exception {
        ClientUpgradeRequest request = new ClientUpgradeRequest(uri);
        request.setSubProtocols(subprotocols);
        session = await(client.connect(isOfFrames ? new Frames() : new Messages(), request), "the handshake");
    }

    static WebSocketTalk open(WebSocketClient client, URI uri, String... subprotocols) throws Exception {
        return new WebSocketTalk(client, uri, false, List.of(subprotocols));
    }

    /** One that tells of close frames, and of nothing else: Jetty has either frames or messages. */
    static WebSocketTalk openForClose(WebSocketClient client, URI uri) throws Exception {
        return new WebSocketTalk(client, uri, true, List.of());
    }

    private static <T> T await(Future<T> future, String what) throws Exception {
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException(what + " was not done after " + SECONDS + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EOFException end) {
                throw new IOException("the connection ended before " + what + " was done", end);
            }
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    String subprotocol() {
        return session.getUpgradeResponse().getAcceptedSubProtocol();
    }

    void send(String text, boolean isLast) throws Exception {
        await(Callback.Completable.with(sent -> session.sendPartialText(text, isLast, sent)), "sending");
    }

    void send(byte[] binary, boolean isLast) throws Exception {
        await(
                Callback.Completable.with(sent -> session.sendPartialBinary(ByteBuffer.wrap(binary), isLast, sent)),
                "sending");
    }

    void ping(byte[] payload) throws Exception {
        await(Callback.Completable.with(sent -> session.sendPing(ByteBuffer.wrap(payload), sent)), "sending");
    }

    void sendClose(int code) {
        session.close(code, "", Callback.NOOP);
    }

    /** A {@code String}, a {@code ByteBuffer}, a {@link Pong} or a {@link CloseFrame}. */
    Object next() throws Exception {
        Object event = received.poll(SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new IOException("no answer for " + SECONDS + " s");
        }
        if (event instanceof End end) {
            throw new EOFException("the connection ended: " + end.reason());
        }
        return event;
    }

    @Override
    public void close() {
        session.disconnect();
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        byte[] copied = new byte[bytes.remaining()];
        bytes.duplicate().get(copied);
        return ByteBuffer.wrap(copied);
    }

    private void failed(Throwable cause) {
        received.add(new End(String.valueOf(cause.getMessage())));
    }

    private void closed(int statusCode, String reason, Callback callback) {
        received.add(new End("status " + statusCode + (reason == null ? "" : " " + reason)));
        callback.succeed();
    }

    /** Public, as Jetty calls it by reflection. */
    public final class Messages implements Session.Listener.AutoDemanding {

        @Override
        public void onWebSocketText(String message) {
            received.add(message);
        }

        @Override
        public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
            received.add(copy(payload));
            callback.succeed();
        }

        @Override
        public void onWebSocketPong(ByteBuffer payload) {
            received.add(new Pong(copy(payload)));
        }

        @Override
        public void onWebSocketError(Throwable cause) {
            failed(cause);
        }

        @Override
        public void onWebSocketClose(int statusCode, String reason, Callback callback) {
            closed(statusCode, reason, callback);
        }
    }

    /** Public, as Jetty calls it by reflection. */
    public final class Frames implements Session.Listener.AutoDemanding {

        @Override
        public void onWebSocketFrame(Frame frame, Callback callback) {
            if (frame.getOpCode() == OpCode.CLOSE) {
                ByteBuffer payload = copy(frame.getPayload());
                received.add(new CloseFrame(payload.remaining() < Short.BYTES ? NO_CODE : payload.getChar()));
            }
            callback.succeed();
        }

        @Override
        public void onWebSocketError(Throwable cause) {
            failed(cause);
        }

        @Override
        public void onWebSocketClose(int statusCode, String reason, Callback callback) {
            closed(statusCode, reason, callback);
        }
    }
}
