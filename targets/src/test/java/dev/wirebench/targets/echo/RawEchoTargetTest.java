package dev.wirebench.targets.echo;

import static dev.wirebench.targets.echo.TestBytes.message;
import static dev.wirebench.targets.echo.TestBytes.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wirebench.model.service.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawEchoTargetTest {

    private RawEchoTarget target;

    @BeforeEach
    void start() throws IOException {
        target = RawEchoTarget.start(TestBytes.FREE_PORT, ServiceLimits.defaults(), 2);
    }

    @AfterEach
    void stop() {
        target.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 65_532, 65_533, 1_048_576, Target.MAX_BODY_BYTES})
    void aMessageComesBackAsItWas(int payloadBytes) throws Exception {
        byte[] message = message(TestBytes.of(payloadBytes));
        try (Socket socket = connect()) {
            CompletableFuture<Void> sent = send(socket, message);
            assertThat(read(socket, message.length)).isEqualTo(message);
            sent.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void messagesSplitAnywhereComeBackWhole() throws Exception {
        byte[] messages = join(message(TestBytes.of(5)), message(new byte[0]), message(TestBytes.of(9)));
        try (Socket socket = connect()) {
            for (int split = 0; split <= messages.length; split++) {
                // The first part's echo is read before the second part is sent, so that both are not read at once.
                socket.getOutputStream().write(messages, 0, split);
                byte[] first = read(socket, split);
                socket.getOutputStream().write(messages, split, messages.length - split);
                assertThat(join(first, read(socket, messages.length - split))).isEqualTo(messages);
            }
        }
    }

    @Test
    void manyMessagesInOneWriteComeBackInOrder() throws Exception {
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            messages.add(message(TestBytes.of(i % 131)));
        }
        byte[] all = join(messages.toArray(byte[][]::new));
        try (Socket socket = connect()) {
            CompletableFuture<Void> sent = send(socket, all);
            assertThat(read(socket, all.length)).isEqualTo(all);
            sent.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void aSlowReaderGetsEveryByteAndHoldsNobodyUp() throws Exception {
        byte[] message = message(TestBytes.of(8 * 1024 * 1024));
        // On both loops.
        try (Socket slow = connectWithSmallBuffer();
                Socket slowToo = connectWithSmallBuffer()) {
            CompletableFuture<Void> sent = send(slow, message);
            CompletableFuture<Void> sentToo = send(slowToo, message);
            assertEchoes();
            assertEchoes();
            assertThat(read(slow, message.length)).isEqualTo(message);
            assertThat(read(slowToo, message.length)).isEqualTo(message);
            sent.get(60, TimeUnit.SECONDS);
            sentToo.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatWasSentBeforeHalfClosingComesBack() throws Exception {
        byte[] message = message(TestBytes.of(3_000_000));
        try (Socket socket = connect()) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    socket.getOutputStream().write(message);
                    socket.shutdownOutput();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(read(socket, message.length)).isEqualTo(message);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            sent.get(60, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Target.MAX_BODY_BYTES + 1, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void aLengthAboveTheLimitClosesItsConnectionOnly(int length) throws Exception {
        byte[] good = message(TestBytes.of(10));
        try (Socket other = connect();
                Socket socket = connect()) {
            socket.getOutputStream()
                    .write(join(good, ByteBuffer.allocate(4).putInt(length).array()));
            assertThat(read(socket, good.length)).isEqualTo(good);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            assertThat(target.badLengths()).isEqualTo(1);
            other.getOutputStream().write(good);
            assertThat(read(other, good.length)).isEqualTo(good);
        }
    }

    @Test
    void aResetEndsItsConnectionOnly() throws Exception {
        byte[] message = message(TestBytes.of(100_000));
        for (int i = 0; i < 20; i++) {
            try (Socket socket = connect()) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream().write(message, 0, 1 + i * 5_000);
            }
        }
        assertEchoes();
        assertEchoes();
    }

    @Test
    void anIdleConnectionIsCut() throws Exception {
        ServiceLimits impatient = new ServiceLimits(Duration.ofMillis(50), 10, 10);
        try (RawEchoTarget strict = RawEchoTarget.start(TestBytes.FREE_PORT, impatient, 1);
                Socket idle = TestBytes.connect(strict.address())) {
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aConnectionAboveTheLimitWaitsForAPlace() throws Exception {
        byte[] message = message(TestBytes.of(10));
        try (RawEchoTarget small =
                        RawEchoTarget.start(TestBytes.FREE_PORT, new ServiceLimits(Duration.ofMinutes(1), 1, 10), 1);
                Socket waiting = new Socket()) {
            try (Socket first = TestBytes.connect(small.address())) {
                first.getOutputStream().write(message);
                read(first, message.length);
                waiting.connect(small.address());
                waiting.setSoTimeout(60_000);
                waiting.getOutputStream().write(message);
                first.getOutputStream().write(message);
                read(first, message.length);
                assertThat(small.openConnections()).isEqualTo(1);
                assertThat(waiting.getInputStream().available()).isZero();
            }
            assertThat(read(waiting, message.length)).isEqualTo(message);
        }
    }

    @Test
    void closingClosesEveryConnection() throws Exception {
        try (Socket socket = connect()) {
            byte[] message = message(TestBytes.of(10));
            socket.getOutputStream().write(message);
            read(socket, message.length);
            target.close();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            assertThatThrownBy(this::connect).isInstanceOf(SocketException.class);
        }
    }

    private void assertEchoes() throws IOException {
        byte[] message = message(TestBytes.of(64));
        try (Socket socket = connect()) {
            socket.getOutputStream().write(message);
            assertThat(read(socket, message.length)).isEqualTo(message);
        }
    }

    /** So that the target has to wait rather than the kernel. */
    private Socket connectWithSmallBuffer() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.setSoTimeout(60_000);
        socket.connect(target.address());
        return socket;
    }

    private Socket connect() throws IOException {
        return TestBytes.connect(target.address());
    }

    private static CompletableFuture<Void> send(Socket socket, byte[] bytes) {
        return CompletableFuture.runAsync(() -> {
            try {
                OutputStream out = socket.getOutputStream();
                out.write(bytes);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
