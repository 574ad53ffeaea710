package dev.wirebench.targets.echo;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.eclipse.jetty.websocket.client.WebSocketClient;

/** Jetty's WebSocket client. */
final class JettyProbe extends WebSocketProbe {

    private final WebSocketClient client = new WebSocketClient();
    private final Session session;

    JettyProbe(URI uri) throws Exception {
        client.setIdleTimeout(Duration.ofMinutes(1));
        client.setMaxTextMessageSize(-1);
        client.setMaxBinaryMessageSize(-1);
        client.start();
        session = client.connect(new Receiver(), uri).get(60, TimeUnit.SECONDS);
    }

    /** Extensions in the handshake's response. */
    List<String> extensions() {
        return session.getUpgradeResponse().getHeaders("Sec-WebSocket-Extensions");
    }

    @Override
    void send(String text, boolean isLast) throws Exception {
        Callback.Completable.with(sent -> session.sendPartialText(text, isLast, sent))
                .get(60, TimeUnit.SECONDS);
    }

    @Override
    public void send(byte[] binary, boolean isLast) throws Exception {
        Callback.Completable.with(sent -> session.sendPartialBinary(ByteBuffer.wrap(binary), isLast, sent))
                .get(60, TimeUnit.SECONDS);
    }

    @Override
    public void ping(byte[] payload) throws Exception {
        Callback.Completable.with(sent -> session.sendPing(ByteBuffer.wrap(payload), sent))
                .get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close(int code) {
        session.close(code, "", Callback.NOOP);
    }

    @Override
    public void stop() throws Exception {
        client.stop();
    }

    /** Public, because Jetty calls it by reflection. */
    public final class Receiver implements Session.Listener.AutoDemanding {

        @Override
        public void onWebSocketText(String message) {
            receive(message);
        }

        @Override
        public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
            receive(copy(payload));
            callback.succeed();
        }

        @Override
        public void onWebSocketPong(ByteBuffer payload) {
            receive(new Pong(copy(payload)));
        }

        /** The end also arrives as a {@link Closed}. */
        @Override
        public void onWebSocketError(Throwable cause) {}

        @Override
        public void onWebSocketClose(int statusCode, String reason, Callback callback) {
            receive(new Closed(statusCode == StatusCode.NO_CODE ? 1005 : statusCode));
            callback.succeed();
        }
    }
}
