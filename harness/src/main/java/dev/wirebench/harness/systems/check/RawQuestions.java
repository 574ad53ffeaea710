package dev.wirebench.harness.systems.check;

import static dev.wirebench.harness.systems.check.ConformanceCheck.require;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.websocket.client.WebSocketClient;

/** What an echo of messages behind a 4-byte big-endian length is asked, on a bare socket. */
final class RawQuestions {

    private final URI uri;
    private final int maxBytes;

    private RawQuestions(URI uri, int maxBytes) {
        this.uri = uri;
        this.maxBytes = maxBytes;
    }

    static List<ConformanceCheck> of(WebSocketClient client, URI uri, int maxBytes) {
        RawQuestions ask = new RawQuestions(uri, maxBytes);
        return List.of(ConformanceCheck.required("echo", ask::echo), ConformanceCheck.optional("empty", ask::empty));
    }

    private void echo() throws Exception {
        try (PlainConnection connection = PlainConnection.open(uri)) {
            for (int size : Sizes.upTo(maxBytes)) {
                byte[] body = Sizes.bytes(size);
                require(
                        Arrays.equals(body, connection.echo(body)),
                        "a message of " + size + " bytes came back as something else");
            }
        }
    }

    private void empty() throws Exception {
        try (PlainConnection connection = PlainConnection.open(uri)) {
            require(connection.echo(new byte[0]).length == 0, "an empty message came back as something else");
        }
    }
}
