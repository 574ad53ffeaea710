package dev.wirebench.targets.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TalkingWebSocketTest {

    private static final String HANDSHAKE = "GET " + TalkingWebSocket.PATH
            + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    /** A masked "Hello", section 5.7 of RFC 6455. */
    private static final byte[] HELLO = {
        (byte) 0x81, (byte) 0x85, 0x37, (byte) 0xfa, 0x21, 0x3d, 0x7f, (byte) 0x9f, 0x4d, 0x51, 0x58
    };

    @Test
    void itSpeaksBeforeItIsSpokenToAndThenEchoes() throws IOException {
        try (JettyTarget jetty = JettyTarget.start(TestBytes.FREE_PORT, ServiceLimits.defaults());
                Socket socket = TestBytes.connect(jetty.address())) {
            socket.getOutputStream().write(HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String head = "";
            while (!head.endsWith("\r\n\r\n")) {
                head += (char) in.read();
            }
            assertThat(head).startsWith("HTTP/1.1 101 ");
            assertThat(frame(in)).isEqualTo("81 " + TalkingWebSocket.GREETING);
            assertThat(frame(in)).isEqualTo("89 " + TalkingWebSocket.PING);
            socket.getOutputStream().write(HELLO);
            assertThat(frame(in)).isEqualTo("81 Hello");
        }
    }

    /** First byte and payload of a short frame. */
    private static String frame(InputStream in) throws IOException {
        int first = in.read();
        byte[] payload = in.readNBytes(in.read());
        return Integer.toHexString(first) + " " + new String(payload, StandardCharsets.US_ASCII);
    }
}
