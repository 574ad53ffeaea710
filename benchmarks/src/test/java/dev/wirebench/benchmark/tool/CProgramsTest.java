package dev.wirebench.benchmark.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.wirebench.targets.TargetOptions;
import dev.wirebench.targets.Targets;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs in {@code benchmarks/c}, run against Wirebench's own targets. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
final class CProgramsTest {

    private static final int SOCKPERF_HEAD_BYTES = 14;
    private static final int CLIENT_AND_PONG_FLAGS = 3;
    private static final int PONG_FLAG = 2;

    private static final int LARGE_BYTES = 1 << 24;

    /** Less than the kernel has by default; a write of {@link #LARGE_BYTES} is taken in parts then. */
    private static final int SMALL_BUFFER_BYTES = 4096;

    /** Instead of waiting for ever. */
    private static final int HANG_MS = 30_000;

    private static Targets targets;

    @BeforeAll
    static void buildsAndStarts() throws IOException {
        CPrograms.Ended build = CPrograms.build();
        assumeFalse(build.err().startsWith("no C compiler"), build.err());
        assertThat(build.exitCode()).as(build.err()).isZero();
        targets = Targets.start(TargetOptions.DEFAULTS);
    }

    @AfterAll
    static void stops() {
        if (targets != null) {
            targets.close();
        }
    }

    static Stream<String> loads() {
        return Stream.of("http", "websocket", "raw")
                .flatMap(wire -> Stream.of("short", "long").map(lifetime -> wire + " --lifetime " + lifetime))
                .flatMap(cell -> Stream.of(1, 64).map(connections -> cell + " --connections " + connections))
                .flatMap(load -> Stream.of(0, 64, 70_000, 1 << 20).map(payload -> load + " --payload " + payload));
    }

    @ParameterizedTest
    @MethodSource("loads")
    void everyMessageIsAnswered(String load) throws IOException {
        int count = load.endsWith("1048576") ? 70 : 200;
        assertAnswered(count, "--wire " + load + " --port " + port(load));
    }

    @ParameterizedTest
    @CsvSource({"short", "long"})
    void everyPlannedMessageIsAnsweredAndTimed(String lifetime) throws IOException {
        CPrograms.Ended ended = CPrograms.client("--wire raw --rate 1000 --warm-up 0.1 --seconds 0.2 --spin --lifetime "
                + lifetime + " --port " + port("raw"));
        assertThat(ended.json().get("answered").asLong()).as(ended.err()).isEqualTo(200);
        assertThat(ended.json().get("failed").asLong()).as(ended.err()).isZero();
        assertThat(ended.json().get("p50Ns").asLong()).isPositive();
        assertThat(ended.json().get("p999Ns").asLong())
                .isGreaterThanOrEqualTo(ended.json().get("p50Ns").asLong());
    }

    @Test
    void aGetHasNoBody() throws IOException {
        assertAnswered(100, "--wire http --method GET --path /bytes/1000 --lifetime long --port " + port("http"));
    }

    @Test
    void untimedMessagesHaveNoPercentiles() throws IOException {
        CPrograms.Ended ended = CPrograms.client("--wire raw --lifetime long --count 10 --port " + port("raw"));
        assertThat(ended.json().get("p50Ns").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "--wire http --path /nothing --lifetime long, 50 of 50 messages failed",
        "--wire http --path /nothing --lifetime short, the status is not 200",
        "--wire websocket --path /echo --lifetime long, the handshake's status is not 101",
        "--wire websocket --path /echo --lifetime short, the handshake's status is not 101"
    })
    void anotherStatusIsAFailure(String load, String message) throws IOException {
        CPrograms.Ended ended =
                CPrograms.client(load + " --count 50 --port " + port(load.substring("--wire ".length())));
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({"http,short", "http,long", "websocket,short", "websocket,long", "raw,short", "raw,long"})
    void aPortWithoutAListenerEndsTheClient(String wire, String lifetime) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        CPrograms.Ended ended = CPrograms.client("--wire " + wire + " --lifetime " + lifetime + " --port " + port);
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("cannot connect to port " + port + ": Connection refused");
        assertThat(ended.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--wire smtp --lifetime long --port 1|--wire was 'smtp', allowed is one of http, websocket, raw",
                "--wire raw --lifetime long --port 0|--port was '0', allowed is a whole number from 1 to 65535",
                "--wire raw --lifetime long --port 1x|--port was '1x', allowed is a whole number",
                "--wire raw --lifetime long --port 1 --payload 1.5|--payload was '1.5', allowed is a whole number",
                "--wire raw --lifetime long --port 1 --seconds nan|--seconds was 'nan', allowed is a number from",
                "--wire raw --lifetime long --port 1 --address here|--address was 'here', allowed is an IPv4 address",
                "--wire raw --lifetime long --port 1 --path /x|--path was '/x'",
                "--wire raw --lifetime long --port 1 --port 2|--port was given twice",
                "--wire raw --lifetime long --port|--port needs a value",
                "--wire raw --lifetime long|--port is missing",
                "--wires raw|unknown option '--wires'"
            })
    void aBadOptionIsNamed(String options, String message) throws IOException {
        CPrograms.Ended ended = CPrograms.client(options);
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains(message);
        assertThat(ended.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"http,short", "http,long", "websocket,short", "websocket,long", "raw,short", "raw,long"})
    void anAnswerMayComeByteByByte(String wire, String lifetime) throws IOException {
        try (ByteByByteServer server = ByteByByteServer.start(wire)) {
            assertAnswered(
                    20,
                    "--wire " + wire + " --lifetime " + lifetime + " --connections 1 --payload "
                            + ByteByByteServer.PAYLOAD_BYTES + " --port " + server.port());
        }
    }

    @Test
    void anAnswerOfAnotherLengthIsAFailure() throws IOException {
        try (ByteByByteServer server = ByteByByteServer.start("websocket")) {
            CPrograms.Ended ended =
                    CPrograms.client("--wire websocket --lifetime short --connections 1 --count 1 --seconds 5"
                            + " --payload " + (ByteByByteServer.PAYLOAD_BYTES + 1) + " --port " + server.port());
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.err()).contains("the frame is not as long as the one that was sent");
        }
    }

    @ParameterizedTest
    @CsvSource({"short", "long"})
    void anEarlyEndIsAFailureAndTheConnectionReplaced(String lifetime) throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> threeEnd = CompletableFuture.runAsync(() -> acceptAndEnd(listening, 3));
            CPrograms.Ended ended = CPrograms.client("--wire raw --connections 1 --count 3 --seconds 60 --lifetime "
                    + lifetime + " --port " + listening.getLocalPort());
            threeEnd.join();
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.json().get("failed").asLong()).isEqualTo(3);
            assertThat(ended.err())
                    .contains("3 of 3 messages failed, the last one as the server closed the connection");
        }
    }

    /** Reads the whole message first, so that the end is no reset. */
    private static void acceptAndEnd(ServerSocket listening, int connections) {
        for (int i = 0; i < connections; i++) {
            try (Socket socket = listening.accept()) {
                socket.getInputStream().readNBytes(Integer.BYTES + 64);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"short", "long"})
    void whatTheSocketDoesNotTakeIsSentLater(String lifetime) throws IOException {
        try (ServerSocket listening = new ServerSocket()) {
            listening.setReceiveBufferSize(SMALL_BUFFER_BYTES);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> echoOnce(listening));
            assertAnswered(
                    1,
                    "--wire raw --connections 1 --payload " + LARGE_BYTES + " --lifetime " + lifetime + " --port "
                            + listening.getLocalPort());
            byte[] payload = new byte[LARGE_BYTES];
            Arrays.fill(payload, (byte) 'x');
            assertThat(received.join()).isEqualTo(payload);
        }
    }

    private static byte[] echoOnce(ServerSocket listening) {
        try (Socket socket = listening.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] payload = new byte[in.readInt()];
            in.readFully(payload);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(payload.length);
            out.write(payload);
            // The client closes first.
            in.readNBytes(1);
            return payload;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theEchoServerKeepsWhatTheSocketDoesNotTake() throws IOException {
        Process echo = CPrograms.echo();
        byte[] sent = new byte[LARGE_BYTES];
        new Random(1).nextBytes(sent);
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(SMALL_BUFFER_BYTES);
            socket.setSoTimeout(HANG_MS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), listeningPort(echo)));
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(socket, sent));
            assertThat(socket.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
            writing.join();
        } finally {
            echo.destroyForcibly();
        }
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theEchoServerAnswersEveryMessageAndEndsWithItsParent() throws IOException, InterruptedException {
        Process echo = CPrograms.echo();
        try {
            int port = listeningPort(echo);
            assertAnswered(2000, "--wire raw --lifetime long --port " + port);
            assertAnswered(500, "--wire raw --lifetime short --port " + port);
            assertAnswered(100, "--wire raw --lifetime long --payload 1048576 --port " + port);
            echo.getOutputStream().close();
            assertThat(echo.waitFor()).isZero();
        } finally {
            echo.destroyForcibly();
        }
    }

    @Test
    void theEchoServerClearsTheClientsFlagOfSockperf() throws IOException {
        Process echo = CPrograms.echo("--sockperf");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listeningPort(echo))) {
            byte[] messages = new byte[2 * SOCKPERF_HEAD_BYTES + 50];
            byte[] answers = new byte[messages.length];
            putSockperf(messages, CLIENT_AND_PONG_FLAGS);
            putSockperf(answers, PONG_FLAG);
            socket.setTcpNoDelay(true);
            for (byte next : messages) {
                socket.getOutputStream().write(next);
            }
            assertThat(new DataInputStream(socket.getInputStream()).readNBytes(answers.length))
                    .isEqualTo(answers);
            socket.getOutputStream().write(messages);
            assertThat(new DataInputStream(socket.getInputStream()).readNBytes(answers.length))
                    .isEqualTo(answers);
        } finally {
            echo.destroyForcibly();
        }
    }

    /** Two messages, of which the first has a body of all ones. */
    private static void putSockperf(byte[] bytes, int flags) {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        int body = bytes.length - 2 * SOCKPERF_HEAD_BYTES;
        out.putLong(7).putShort((short) flags).putInt(SOCKPERF_HEAD_BYTES + body);
        for (int i = 0; i < body; i++) {
            out.put((byte) -1);
        }
        out.putLong(-1).putShort((short) flags).putInt(SOCKPERF_HEAD_BYTES);
    }

    private static void assertAnswered(int count, String options) throws IOException {
        CPrograms.Ended ended = CPrograms.client(options + " --seconds 60 --count " + count);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.json().get("answered").asLong()).as(ended.err()).isEqualTo(count);
        assertThat(ended.json().get("failed").asLong()).as(ended.err()).isZero();
    }

    private static int listeningPort(Process echo) throws IOException {
        String line =
                new BufferedReader(new InputStreamReader(echo.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(line).startsWith("listening ");
        return Integer.parseInt(line.substring("listening ".length()));
    }

    private static int port(String wire) {
        URI at = wire.startsWith("raw")
                ? targets.endpoints().raw()
                : targets.endpoints().http();
        return at.getPort();
    }
}
