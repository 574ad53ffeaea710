package dev.wirebench.targets.echo;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The JDK's own WebSocket client. */
public final class JdkProbe extends WebSocketProbe implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private final WebSocket socket;

    public JdkProbe(URI uri) throws Exception {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(uri, this)
                .get(60, TimeUnit.SECONDS);
    }

    @Override
    public void send(String text, boolean isLast) throws Exception {
        await(socket.sendText(text, isLast));
    }

    @Override
    public void send(byte[] binary, boolean isLast) throws Exception {
        await(socket.sendBinary(ByteBuffer.wrap(binary), isLast));
    }

    @Override
    public void ping(byte[] payload) throws Exception {
        await(socket.sendPing(ByteBuffer.wrap(payload)));
    }

    @Override
    public void close(int code) throws Exception {
        await(socket.sendClose(code, ""));
    }

    @Override
    public void stop() {
        socket.abort();
    }

    private static void await(CompletableFuture<WebSocket> sent) throws Exception {
        sent.get(60, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            receive(text.toString());
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        while (data.hasRemaining()) {
            binary.write(data.get());
        }
        if (last) {
            receive(ByteBuffer.wrap(binary.toByteArray()));
            binary.reset();
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        receive(new Pong(copy(message)));
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        receive(new Closed(statusCode));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        receive(error);
    }
}
