package dev.wirebench.harness.systems.check;

import static dev.wirebench.harness.systems.check.ConformanceCheck.require;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.websocket.client.WebSocketClient;

/** What a WebSocket echo is asked, RFC 6455. */
final class WebSocketQuestions {

    private static final String SUBPROTOCOL = "echo";
    private static final int NORMAL_CLOSURE = 1000;

    private final WebSocketClient client;
    private final URI uri;
    private final int maxBytes;

    private WebSocketQuestions(WebSocketClient client, URI uri, int maxBytes) {
        this.client = client;
        this.uri = uri;
        this.maxBytes = maxBytes;
    }

    static List<ConformanceCheck> of(WebSocketClient client, URI uri, int maxBytes) {
        WebSocketQuestions ask = new WebSocketQuestions(client, uri, maxBytes);
        return List.of(
                ConformanceCheck.optional("text", ask::text),
                ConformanceCheck.optional("binary", ask::binary),
                ConformanceCheck.optional("empty", ask::empty),
                ConformanceCheck.optional("fragments", ask::fragments),
                ConformanceCheck.optional("ping", ask::ping),
                ConformanceCheck.optional("close", ask::close),
                ConformanceCheck.optional("subprotocol", ask::subprotocol));
    }

    private void text() throws Exception {
        try (WebSocketTalk talk = WebSocketTalk.open(client, uri)) {
            for (int size : Sizes.upTo(maxBytes)) {
                String text = Sizes.text(size);
                talk.send(text, true);
                require(text.equals(talk.next()), "a text message of " + size + " bytes came back as something else");
            }
        }
    }

    private void binary() throws Exception {
        try (WebSocketTalk talk = WebSocketTalk.open(client, uri)) {
            for (int size : Sizes.upTo(maxBytes)) {
                byte[] bytes = Sizes.bytes(size);
                talk.send(bytes, true);
                require(
                        ByteBuffer.wrap(bytes).equals(talk.next()),
                        "a binary message of " + size + " bytes came back as something else");
            }
        }
    }

    private void empty() throws Exception {
        try (WebSocketTalk talk = WebSocketTalk.open(client, uri)) {
            talk.send("", true);
            require("".equals(talk.next()), "an empty text message came back as something else");
            talk.send(new byte[0], true);
            require(ByteBuffer.allocate(0).equals(talk.next()), "an empty binary message came back as something else");
        }
    }

    private void fragments() throws Exception {
        try (WebSocketTalk talk = WebSocketTalk.open(client, uri)) {
            talk.send("in ", false);
            talk.send("three ", false);
            talk.send("parts", true);
            require("in three parts".equals(talk.next()), "a message in three fragments came back as something else");
        }
    }

    private void ping() throws Exception {
        byte[] payload = Sizes.bytes(125);
        try (WebSocketTalk talk = WebSocketTalk.open(client, uri)) {
            talk.ping(payload);
            require(
                    new WebSocketTalk.Pong(ByteBuffer.wrap(payload)).equals(talk.next()),
                    "a ping of 125 bytes was answered with something else than its pong");
        }
    }

    private void close() throws Exception {
        try (WebSocketTalk talk = WebSocketTalk.openForClose(client, uri)) {
            talk.sendClose(NORMAL_CLOSURE);
            Object answer = talk.next();
            require(
                    new WebSocketTalk.CloseFrame(NORMAL_CLOSURE).equals(answer),
                    "a close frame with " + NORMAL_CLOSURE + " was answered with " + answer);
        }
    }

    private void subprotocol() throws Exception {
        try (WebSocketTalk talk = WebSocketTalk.open(client, uri, SUBPROTOCOL)) {
            require(
                    SUBPROTOCOL.equals(talk.subprotocol()),
                    "offered " + SUBPROTOCOL + ", was given " + talk.subprotocol());
        }
    }
}
