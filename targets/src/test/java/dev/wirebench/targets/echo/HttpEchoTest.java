package dev.wirebench.targets.echo;

import static dev.wirebench.targets.echo.TestBytes.ascii;
import static dev.wirebench.targets.echo.TestBytes.readAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.service.Target;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEchoTest {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static JettyTarget target;

    @BeforeAll
    static void start() throws IOException {
        target = JettyTarget.start(TestBytes.FREE_PORT, ServiceLimits.defaults());
    }

    @AfterAll
    static void stop() {
        target.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 8_191, 8_192, 16_384, 16_385, 65_536, 1_048_576, Target.MAX_BODY_BYTES})
    void anEchoIsTheBodyWithItsLength(int bodyBytes) throws Exception {
        byte[] body = TestBytes.of(bodyBytes);
        HttpResponse<byte[]> response = send("POST", "/echo", BodyPublishers.ofByteArray(body));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(bodyBytes);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100_000, Target.MAX_BODY_BYTES})
    void aChunkedBodyIsEchoedWithItsLength(int bodyBytes) throws Exception {
        byte[] body = TestBytes.of(bodyBytes);
        HttpResponse<byte[]> response = send("POST", "/echo", chunked(body));
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(bodyBytes);
    }

    @Test
    void anEchoKeepsItsContentType() throws Exception {
        HttpRequest request = request("/echo")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        assertThat(CLIENT.send(request, BodyHandlers.ofString()).headers().firstValue("Content-Type"))
                .hasValue("application/json");
    }

    @Test
    void anAnswerSaysNeitherServerNorDate() throws Exception {
        HttpResponse<byte[]> response = send("POST", "/echo", BodyPublishers.ofString("x"));
        assertThat(response.headers().map()).containsOnlyKeys("content-type", "content-length");
    }

    @Test
    void aBodyAboveTheLimitIsRefusedBeforeItIsSent() throws Exception {
        String head = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: " + (Target.MAX_BODY_BYTES + 1) + "\r\n\r\n";
        assertThat(exchange(head)).startsWith("HTTP/1.1 413 ").contains("Connection: close");
    }

    @Test
    void aChunkedBodyAboveTheLimitIsRefused() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(ascii("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"));
            byte[] chunk = TestBytes.of(1024 * 1024);
            for (int sent = 0; sent < Target.MAX_BODY_BYTES; sent += chunk.length) {
                socket.getOutputStream().write(ascii(Integer.toHexString(chunk.length) + "\r\n"));
                socket.getOutputStream().write(chunk);
                socket.getOutputStream().write(ascii("\r\n"));
            }
            socket.getOutputStream().write(ascii("1\r\nx\r\n"));
            assertThat(readAll(socket)).startsWith("HTTP/1.1 413 ");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 1_000_000, Target.MAX_BODY_BYTES})
    void asManyBytesComeAsWereAskedFor(int bodyBytes) throws Exception {
        HttpResponse<byte[]> response = send("GET", "/bytes/" + bodyBytes, BodyPublishers.noBody());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).hasSize(bodyBytes);
        assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(bodyBytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "many", "16777217", "99999999", "100000000", "1/2"})
    void aCountOfBytesThatIsNoneIsRefused(String count) throws Exception {
        assertThat(send("GET", "/bytes/" + count, BodyPublishers.noBody()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aHeadHasTheLengthAndNoBody() throws Exception {
        HttpResponse<byte[]> response = send("HEAD", "/bytes/1000", BodyPublishers.noBody());
        assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(1000);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void anotherMethodIsRefusedWithThoseAllowed() throws Exception {
        HttpResponse<byte[]> echo = send("GET", "/echo", BodyPublishers.noBody());
        assertThat(echo.statusCode()).isEqualTo(405);
        assertThat(echo.headers().firstValue("Allow")).hasValue("POST");
        HttpResponse<byte[]> bytes = send("POST", "/bytes/1", BodyPublishers.ofString("x"));
        assertThat(bytes.statusCode()).isEqualTo(405);
        assertThat(bytes.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/echo/", "/echoes", "/bytes", "/nothing"})
    void anotherPathIsNotFound(String path) throws Exception {
        assertThat(send("GET", path, BodyPublishers.noBody()).statusCode()).isEqualTo(404);
    }

    @Test
    void aPlainRequestForTheWebSocketIsToldToUpgrade() throws Exception {
        assertThat(send("GET", "/ws", BodyPublishers.noBody()).statusCode()).isEqualTo(426);
    }

    @Test
    void aConnectionIsKeptForTheNextRequest() throws Exception {
        String request = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 5\r\n\r\nhello";
        try (Socket socket = connect()) {
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream().write(ascii(request));
                assertThat(read(socket, answer.length())).isEqualTo(answer);
            }
        }
    }

    @Test
    void requestsSentTogetherAreAllAnswered() throws Exception {
        String request = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";
        String last = "POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n\r\nend";
        assertThat(exchange(request.repeat(20) + last).split("hello", -1)).hasSize(21);
    }

    @Test
    void aConnectionIsClosedWhenAsked() throws Exception {
        String request = "POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello";
        assertThat(exchange(request)).contains("Connection: close").endsWith("\r\n\r\nhello");
    }

    @Test
    void aRequestSentByteByByteIsAnswered() throws Exception {
        byte[] request = ascii("POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello");
        try (Socket socket = connect()) {
            for (byte one : request) {
                socket.getOutputStream().write(one);
            }
            assertThat(readAll(socket)).endsWith("\r\n\r\nhello");
        }
    }

    @Test
    void aHeaderAboveTheLimitIsRefused() throws Exception {
        assertThat(exchange("GET /echo HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(10_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body));
    }

    private static HttpResponse<byte[]> send(String method, String path, BodyPublisher body) throws Exception {
        return CLIENT.send(request(path).method(method, body).build(), BodyHandlers.ofByteArray());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + target.address().getPort() + path))
                .timeout(Duration.ofSeconds(60));
    }

    private static String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(ascii(request));
            return readAll(socket);
        }
    }

    private static Socket connect() throws IOException {
        return TestBytes.connect(target.address());
    }

    private static String read(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.US_ASCII);
    }
}
