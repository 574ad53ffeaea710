package dev.wirebench.targets.scripted;

import static dev.wirebench.targets.echo.TestBytes.ascii;
import static dev.wirebench.targets.echo.TestBytes.message;
import static dev.wirebench.targets.echo.TestBytes.read;
import static dev.wirebench.targets.echo.TestBytes.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.model.plan.TargetScript.Constant;
import dev.wirebench.model.plan.TargetScript.Step;
import dev.wirebench.model.plan.TargetScript.Table;
import dev.wirebench.model.service.Target;
import dev.wirebench.targets.echo.ServiceLimits;
import dev.wirebench.targets.echo.TestBytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ScriptedTargetTest {

    private static final TargetScript AT_ONCE = TargetScript.parallel(new Constant(0));
    private static final ServiceLimits LIMITS = ServiceLimits.defaults();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ScriptedTarget target;

    @AfterEach
    void stop() {
        if (target != null) {
            target.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 65_536, 1_048_576, Target.MAX_BODY_BYTES})
    void aPostComesBackAsItWas(int bytes) throws Exception {
        start(AT_ONCE, LIMITS);
        HttpResponse<byte[]> response = CLIENT.send(post(TestBytes.of(bytes)), BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(TestBytes.of(bytes));
        assertThat(response.headers().map()).containsOnlyKeys("content-length");
    }

    @Test
    void aGetIsAnsweredWithFixedBytes() throws Exception {
        start(AT_ONCE, LIMITS);
        HttpRequest request = HttpRequest.newBuilder(uri("http")).build();
        assertThat(CLIENT.send(request, BodyHandlers.ofByteArray()).body()).isEqualTo(ScriptedHttp.FIXED_BODY);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 65_532, 65_533, 1_048_576, Target.MAX_BODY_BYTES})
    void aRawMessageComesBackAsItWas(int bytes) throws Exception {
        start(AT_ONCE, LIMITS);
        byte[] message = message(TestBytes.of(bytes));
        try (Socket socket = connectRaw()) {
            CompletableFuture<Void> sent = send(socket, message);
            assertThat(read(socket, message.length)).isEqualTo(message);
            sent.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void messagesSentByteByByteAreAnswered() throws Exception {
        start(AT_ONCE, LIMITS);
        try (Socket raw = connectRaw();
                Socket http = TestBytes.connect(target.httpAddress())) {
            for (byte one : message(sequence(1))) {
                raw.getOutputStream().write(one);
            }
            assertThat(read(raw, 20)).isEqualTo(message(sequence(1)));
            for (byte one : ascii("POST / HTTP/1.0\r\nContent-Length: 5\r\n\r\nhello")) {
                http.getOutputStream().write(one);
            }
            assertThat(new String(http.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello");
        }
    }

    @Test
    void requestsSentTogetherAreAnsweredInTheirOrderWhateverTheyTake() throws Exception {
        start(TargetScript.parallel(new Table(List.of(new Step(1, 30), new Step(2, 0)))), LIMITS);
        try (Socket socket = TestBytes.connect(target.httpAddress())) {
            String request = "POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\n";
            socket.getOutputStream()
                    .write(ascii(request + "1" + request + "2" + "POST / HTTP/1.0\r\nContent-Length: 1\r\n\r\n3"));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .matches("(?s)(HTTP/1.1 200 .*?\r\n\r\n)1\\1" + "2HTTP/1.1 200 .*Connection: close\r\n\r\n3");
        }
    }

    @Test
    void aRefusalReachesAClientThatIsStillSending() throws Exception {
        start(AT_ONCE, LIMITS);
        try (Socket socket = TestBytes.connect(target.httpAddress())) {
            socket.getOutputStream().write(ascii("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"));
            socket.getOutputStream().write(new byte[3_000_000]);
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 411 Length Required\r\n");
        }
    }

    @Test
    void aSlowReaderGetsEveryByteAndHoldsNobodyUp() throws Exception {
        start(AT_ONCE, LIMITS);
        byte[] large = message(TestBytes.of(8 * 1024 * 1024));
        try (Socket slow = new Socket();
                Socket other = connectRaw()) {
            slow.setReceiveBufferSize(16 * 1024);
            slow.setSoTimeout(60_000);
            slow.connect(target.rawAddress());
            CompletableFuture<Void> sent = send(slow, large);
            other.getOutputStream().write(message(sequence(1)));
            assertThat(read(other, 20)).isEqualTo(message(sequence(1)));
            sent.get(60, TimeUnit.SECONDS);
            other.getOutputStream().write(message(sequence(2)));
            assertThat(read(other, 20)).isEqualTo(message(sequence(2)));
            assertThat(read(slow, large.length)).isEqualTo(large);
        }
    }

    @Test
    void aPeerThatReadsLateGetsEverything() throws Exception {
        start(AT_ONCE, LIMITS);
        byte[] message = message(new byte[Target.MAX_BODY_BYTES]);
        try (Socket socket = connectRaw()) {
            socket.getOutputStream().write(message);
            socket.getOutputStream().write(message);
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                for (int i = 2; i < 6; i++) {
                    write(socket, message);
                }
            });
            for (int i = 0; i < 6; i++) {
                assertThat(read(socket, message.length)).isEqualTo(message);
            }
            sent.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void aResetEndsItsConnectionOnly() throws Exception {
        start(TargetScript.parallel(new Constant(1)), LIMITS);
        try (Socket kept = connectRaw()) {
            for (int i = 0; i < 20; i++) {
                try (Socket socket = connectRaw()) {
                    socket.setSoLinger(true, 0);
                    socket.getOutputStream().write(message(sequence(i)));
                }
            }
            kept.getOutputStream().write(message(sequence(99)));
            assertThat(read(kept, 20)).isEqualTo(message(sequence(99)));
        }
    }

    @Test
    void anIdleConnectionIsCut() throws Exception {
        start(AT_ONCE, new ServiceLimits(Duration.ofMillis(50), 10, 10));
        try (Socket idle = connectRaw()) {
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aConnectionAboveTheLimitWaitsForAPlace() throws Exception {
        start(AT_ONCE, new ServiceLimits(Duration.ofMinutes(1), 1, 10));
        try (Socket waiting = new Socket()) {
            try (Socket first = connectRaw()) {
                first.getOutputStream().write(message(sequence(1)));
                read(first, 20);
                waiting.connect(target.rawAddress());
                waiting.setSoTimeout(60_000);
                waiting.getOutputStream().write(message(sequence(2)));
                first.getOutputStream().write(message(sequence(3)));
                read(first, 20);
                assertThat(waiting.getInputStream().available()).isZero();
            }
            assertThat(read(waiting, 20)).isEqualTo(message(sequence(2)));
        }
    }

    @Test
    void closingClosesEveryConnectionAndMayBeRepeated() throws Exception {
        start(TargetScript.parallel(new Constant(60_000)), LIMITS);
        try (Socket raw = connectRaw();
                Socket http = TestBytes.connect(target.httpAddress())) {
            raw.getOutputStream().write(message(sequence(1)));
            http.getOutputStream().write(ascii("GET / HTTP/1.1\r\n"));
            target.close();
            target.close();
            assertThat(isEnded(raw)).isTrue();
            assertThat(isEnded(http)).isTrue();
            assertThatThrownBy(this::connectRaw).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void whatCannotBeStartedLeavesNothingRunning() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket taken = new ServerSocket(0, 1, loopback)) {
            int httpPort;
            try (ServerSocket free = new ServerSocket(0, 1, loopback)) {
                httpPort = free.getLocalPort();
            }
            InetSocketAddress http = new InetSocketAddress(loopback, httpPort);
            InetSocketAddress raw = new InetSocketAddress(loopback, taken.getLocalPort());
            assertThatThrownBy(() -> ScriptedTarget.start(http, raw, AT_ONCE, null, LIMITS))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("raw on")
                    .hasMessageContaining("" + taken.getLocalPort());
            try (ServerSocket again = new ServerSocket()) {
                again.bind(new InetSocketAddress(loopback, httpPort));
                assertThat(again.isBound()).isTrue();
            }
        }
    }

    private void start(TargetScript script, ServiceLimits limits) throws IOException {
        target = ScriptedTarget.start(TestBytes.FREE_PORT, TestBytes.FREE_PORT, script, null, limits);
    }

    private URI uri(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + target.httpAddress().getPort() + "/some/path");
    }

    private HttpRequest post(byte[] body) {
        return HttpRequest.newBuilder(uri("http"))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private Socket connectRaw() throws IOException {
        return TestBytes.connect(target.rawAddress());
    }

    /** A connection not yet accepted by the target is reset. */
    private static boolean isEnded(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketException e) {
            return true;
        }
    }

    private static CompletableFuture<Void> send(Socket socket, byte[] bytes) {
        return CompletableFuture.runAsync(() -> write(socket, bytes));
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
