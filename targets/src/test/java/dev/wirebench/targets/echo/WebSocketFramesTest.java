package dev.wirebench.targets.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.service.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames on a bare socket, masked with zeros so that payloads are legible. */
class WebSocketFramesTest {

    private static JettyTarget target;

    private Socket socket;
    private String handshake;

    @BeforeAll
    static void start() throws IOException {
        target = JettyTarget.start(TestBytes.FREE_PORT, ServiceLimits.defaults());
    }

    @AfterAll
    static void stop() {
        target.close();
    }

    @BeforeEach
    void open() throws IOException {
        socket = TestBytes.connect(target.address());
        socket.getOutputStream()
                .write(("GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Protocol: first, second\r\n"
                                + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(in.read());
        }
        handshake = head.toString(StandardCharsets.US_ASCII);
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
    }

    @Test
    void theHandshakeTakesNoExtensionAndTheFirstSubprotocol() {
        assertThat(handshake)
                .startsWith("HTTP/1.1 101 ")
                .contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
                .contains("\r\nSec-WebSocket-Protocol: first\r\n")
                .doesNotContain("Extensions")
                .doesNotContain("Server:")
                .doesNotContain("Date:");
    }

    @ParameterizedTest
    @CsvSource({
        "a text, 8185 00000000 48656c6c6f, 8105 48656c6c6f",
        "a text in two frames, 0183 00000000 48656c 8082 00000000 6c6f, 0103 48656c 8002 6c6f",
        "a character over two frames, 0181 00000000 c3 8081 00000000 a9, 0101 c3 8001 a9",
        "two messages at once, 8281 00000000 01 8281 00000000 02, 8201 01 8201 02",
        "a ping within a message, 0281 00000000 01 8981 00000000 07 8081 00000000 02, 0201 01 8a01 07 8001 02",
        "a pong is not answered, 8a80 00000000 8281 00000000 01, 8201 01"
    })
    void framesComeBackAsTheyCame(String what, String sent, String answer) throws IOException {
        byte[] expected = bytes(answer);
        write(bytes(sent));
        assertThat(socket.getInputStream().readNBytes(expected.length)).as(what).isEqualTo(expected);
    }

    @Test
    void framesSplitAnywhereComeBackAsTheyCame() throws IOException {
        byte[] sent = bytes("8185 00000000 48656c6c6f 82fe0080 00000000" + "ab".repeat(128));
        byte[] expected = bytes("8105 48656c6c6f 827e0080" + "ab".repeat(128));
        for (int split = 0; split <= sent.length; split++) {
            socket.getOutputStream().write(sent, 0, split);
            socket.getOutputStream().write(sent, split, sent.length - split);
            assertThat(socket.getInputStream().readNBytes(expected.length)).isEqualTo(expected);
        }
    }

    @Test
    void aLargeFrameComesBackAsOneFrame() throws IOException {
        write(ByteBuffer.allocate(14 + 1_000_000)
                .put(bytes("82ff 00000000000f4240 00000000"))
                .array());
        assertThat(socket.getInputStream().readNBytes(10)).isEqualTo(bytes("827f 00000000000f4240"));
        assertThat(socket.getInputStream().readNBytes(1_000_000)).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource({
        "text that is no UTF-8, 8182 00000000 c328, 1007",
        "text that cannot go on as UTF-8, 0183 00000000 f48080 0081 00000000 41, 1007",
        "text that cannot become UTF-8, 0183 00000000 f49080, 1007",
        "text that ends within a character, 8181 00000000 c3, 1007",
        "a frame without a mask, 8201 01, 1002",
        "a reserved bit, c281 00000000 01, 1002",
        "an unknown opcode, 8381 00000000 01, 1002",
        "a continuation of nothing, 8081 00000000 01, 1002",
        "a message within a message, 0281 00000000 01 8281 00000000 01, 1002",
        "a fragmented ping, 0980 00000000, 1002"
    })
    void whatRfc6455ForbidsClosesTheConnection(String what, String sent, int code) throws IOException {
        write(bytes(sent));
        assertThat(closeCode()).as(what).isEqualTo(code);
    }

    @Test
    void aFrameAboveTheLimitIsClosedWith1009AtItsHeader() throws IOException {
        write(ByteBuffer.allocate(15)
                .put(bytes("82ff"))
                .putLong(Target.MAX_BODY_BYTES + 1)
                .array());
        assertThat(closeCode()).isEqualTo(1009);
    }

    /** Skips earlier echoes. */
    private int closeCode() throws IOException {
        InputStream in = socket.getInputStream();
        for (int first = in.read(); first != 0x88; first = in.read()) {
            assertThat(first).as("first byte of a frame").isNotEqualTo(-1);
            in.skipNBytes(in.read());
        }
        in.skipNBytes(1);
        return in.read() << 8 | in.read();
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
