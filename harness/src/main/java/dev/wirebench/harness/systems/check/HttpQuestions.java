package dev.wirebench.harness.systems.check;

import static dev.wirebench.harness.systems.check.ConformanceCheck.require;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.websocket.client.WebSocketClient;

/** What an HTTP echo is asked, by the JDK's client; whether it keeps connections, on a bare socket. */
final class HttpQuestions {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MESSAGES_KEPT = 3;

    private final URI uri;
    private final int maxBytes;

    private HttpQuestions(URI uri, int maxBytes) {
        this.uri = uri;
        this.maxBytes = maxBytes;
    }

    static List<ConformanceCheck> of(WebSocketClient client, URI uri, int maxBytes) {
        HttpQuestions ask = new HttpQuestions(uri, maxBytes);
        return List.of(
                ConformanceCheck.required("post", ask::post),
                ConformanceCheck.optional("empty", ask::empty),
                ConformanceCheck.required("keep-alive", ask::keepAlive));
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
    }

    private void post() throws Exception {
        HttpClient client = client();
        for (int size : Sizes.upTo(maxBytes)) {
            post(client, size);
        }
    }

    private void empty() throws Exception {
        post(client(), 0);
    }

    private void post(HttpClient client, int size) throws Exception {
        byte[] body = Sizes.bytes(size);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        require(answer.statusCode() == 200, "a POST of " + size + " bytes was answered with " + answer.statusCode());
        require(
                Arrays.equals(body, answer.body()),
                "a POST of " + size + " bytes came back as something else, of " + answer.body().length + " bytes");
    }

    private void keepAlive() throws Exception {
        try (PlainConnection connection = PlainConnection.open(uri)) {
            for (int i = 1; i <= MESSAGES_KEPT; i++) {
                try {
                    connection.post(uri, "kept");
                } catch (IOException e) {
                    throw i == 1
                            ? e
                            : new IOException(
                                    "the connection was closed after " + (i - 1) + " of " + MESSAGES_KEPT
                                            + " messages: " + e.getMessage(),
                                    e);
                }
            }
        }
    }
}
