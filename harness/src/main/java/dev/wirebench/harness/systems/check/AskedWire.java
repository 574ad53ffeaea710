package dev.wirebench.harness.systems.check;

import dev.wirebench.model.service.Protocol;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.eclipse.jetty.websocket.client.WebSocketClient;

/** The questions of each protocol, in the order of asking: of the first that a system has, idle connections are measured. */
enum AskedWire {
    WEBSOCKET(Protocol.WEBSOCKET, WebSocketQuestions::of, (connection, uri) -> connection.upgrade(uri)),
    SOCKETIO(Protocol.SOCKETIO, SocketIoQuestions::of, SocketIoQuestions::connect),
    RAW(Protocol.RAW, RawQuestions::of, (connection, uri) -> connection.echo(new byte[] {1})),
    HTTP(Protocol.HTTP, HttpQuestions::of, (connection, uri) -> connection.post(uri, "idle"));

    /** Makes the questions. */
    @FunctionalInterface
    private interface Asking {
        List<ConformanceCheck> of(WebSocketClient client, URI uri, int maxBytes);
    }

    /** One exchange on a new connection. */
    @FunctionalInterface
    private interface Opening {
        void exchange(PlainConnection connection, URI uri) throws IOException;
    }

    private final Protocol protocol;
    private final Asking asking;
    private final Opening opening;

    AskedWire(Protocol protocol, Asking asking, Opening opening) {
        this.protocol = protocol;
        this.asking = asking;
        this.opening = opening;
    }

    Protocol protocol() {
        return protocol;
    }

    List<ConformanceCheck> questions(WebSocketClient client, URI uri, int maxBytes) {
        return asking.of(client, uri, maxBytes);
    }

    /** Has the exchange after which a connection is as idle as in use. */
    void exchange(PlainConnection connection, URI uri) throws IOException {
        opening.exchange(connection, uri);
    }
}
