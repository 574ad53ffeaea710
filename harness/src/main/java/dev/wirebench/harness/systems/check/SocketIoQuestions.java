package dev.wirebench.harness.systems.check;

import static dev.wirebench.harness.systems.check.ConformanceCheck.require;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.websocket.client.WebSocketClient;

/**
 * What a Socket.IO echo is asked: packets of its protocol, version 5, in Engine.IO's, version 4, on a WebSocket. An event
 * {@code echo} comes back with its arguments.
 */
final class SocketIoQuestions {

    private static final String PING = "2";
    private static final String PONG = "3";
    private static final String CONNECT = "40";
    private static final String BINARY_EVENT = "451-[\"echo\",{\"_placeholder\":true,\"num\":0}]";

    private final WebSocketClient client;
    private final URI uri;
    private final int maxBytes;

    private SocketIoQuestions(WebSocketClient client, URI uri, int maxBytes) {
        this.client = client;
        this.uri = uri;
        this.maxBytes = maxBytes;
    }

    static List<ConformanceCheck> of(WebSocketClient client, URI uri, int maxBytes) {
        SocketIoQuestions ask = new SocketIoQuestions(client, uri, maxBytes);
        return List.of(
                ConformanceCheck.optional("text", ask::text),
                ConformanceCheck.optional("binary", ask::binary),
                ConformanceCheck.optional("empty", ask::empty));
    }

    private WebSocketTalk connect() throws Exception {
        WebSocketTalk talk = WebSocketTalk.open(client, uri);
        Object opened = talk.next();
        require(opened instanceof String text && text.startsWith("0{"), "opened with " + opened);
        talk.send(CONNECT, true);
        Object connected = next(talk);
        require(connected instanceof String text && text.startsWith("40{"), "connected with " + connected);
        return talk;
    }

    /** Answers what it is asked meanwhile. */
    private static Object next(WebSocketTalk talk) throws Exception {
        Object packet = talk.next();
        while (packet.equals(PING)) {
            talk.send(PONG, true);
            packet = talk.next();
        }
        return packet;
    }

    /** Opens a session on a bare connection. */
    static void connect(PlainConnection connection, URI uri) throws IOException {
        connection.upgrade(uri);
        connection.receiveText();
        connection.sendText(CONNECT);
        connection.receiveText();
    }

    private void text() throws Exception {
        try (WebSocketTalk talk = connect()) {
            for (int size : Sizes.upTo(maxBytes)) {
                echoText(talk, size);
            }
        }
    }

    private static void echoText(WebSocketTalk talk, int size) throws Exception {
        String packet = "42[\"echo\",\"" + Sizes.text(size) + "\"]";
        talk.send(packet, true);
        require(packet.equals(next(talk)), "an event with " + size + " bytes of text came back as something else");
    }

    private void binary() throws Exception {
        try (WebSocketTalk talk = connect()) {
            for (int size : Sizes.upTo(maxBytes)) {
                echoBinary(talk, size);
            }
        }
    }

    private static void echoBinary(WebSocketTalk talk, int size) throws Exception {
        byte[] bytes = Sizes.bytes(size);
        talk.send(BINARY_EVENT, true);
        talk.send(bytes, true);
        require(
                BINARY_EVENT.equals(next(talk)) && ByteBuffer.wrap(bytes).equals(next(talk)),
                "an event with " + size + " binary bytes came back as something else");
    }

    private void empty() throws Exception {
        try (WebSocketTalk talk = connect()) {
            echoText(talk, 0);
            echoBinary(talk, 0);
        }
    }
}
