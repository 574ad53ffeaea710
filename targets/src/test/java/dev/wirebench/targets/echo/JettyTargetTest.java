package dev.wirebench.targets.echo;

import static dev.wirebench.targets.echo.TestBytes.readAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JettyTargetTest {

    private static final String REQUEST = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";
    private static final String LAST_REQUEST = REQUEST.replace("Host: x", "Host: x\r\nConnection: close");
    private static final String HANDSHAKE =
            "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"", REQUEST, HANDSHAKE})
    void anIdleConnectionIsCut(String sent) throws Exception {
        try (JettyTarget strict = start("127.0.0.1", new ServiceLimits(Duration.ofMillis(50), 10, 10));
                Socket idle = TestBytes.connect(strict.address())) {
            idle.getOutputStream().write(TestBytes.ascii(sent));
            assertThat(readAll(idle)).endsWith(sent.equals(REQUEST) ? "\r\n\r\nhello" : "");
        }
    }

    @Test
    void aConnectionGivesItsPlaceBack() throws Exception {
        try (JettyTarget small = start("127.0.0.1", new ServiceLimits(Duration.ofMinutes(1), 1, 10))) {
            for (int i = 0; i < 50; i++) {
                assertIsAnswered(small.address());
            }
        }
    }

    @Test
    void aConnectionAboveTheLimitWaitsForAPlace() throws Exception {
        try (JettyTarget small = start("127.0.0.1", new ServiceLimits(Duration.ofMinutes(1), 1, 10));
                Socket waiting = new Socket()) {
            try (Socket first = TestBytes.connect(small.address())) {
                first.getOutputStream().write(TestBytes.ascii(REQUEST));
                assertThat(first.getInputStream().read()).isEqualTo('H');
                waiting.connect(small.address());
                waiting.setSoTimeout(60_000);
                waiting.getOutputStream().write(TestBytes.ascii(LAST_REQUEST));
            }
            assertThat(readAll(waiting)).endsWith("hello");
        }
    }

    @Test
    void closingEndsOpenConnections() throws Exception {
        JettyTarget target = start("127.0.0.1", ServiceLimits.defaults());
        try (Socket http = TestBytes.connect(target.address());
                Socket webSocket = TestBytes.connect(target.address())) {
            http.getOutputStream().write(TestBytes.ascii(REQUEST));
            webSocket.getOutputStream().write(TestBytes.ascii(HANDSHAKE));
            assertThat(http.getInputStream().read()).isEqualTo('H');
            assertThat(webSocket.getInputStream().read()).isEqualTo('H');
            target.close();
            assertThat(readAll(http)).endsWith("hello");
            assertThat(readAll(webSocket)).startsWith("TTP/1.1 101 ");
        } finally {
            target.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void eitherFamilyOfAddressesIsServed(String host) throws Exception {
        try (JettyTarget target = start(host, ServiceLimits.defaults())) {
            assertThat(target.address().getAddress()).isEqualTo(InetAddress.getByName(host));
            assertIsAnswered(target.address());
        }
    }

    private static JettyTarget start(String host, ServiceLimits limits) throws IOException {
        return JettyTarget.start(new InetSocketAddress(InetAddress.getByName(host), 0), limits);
    }

    private static void assertIsAnswered(InetSocketAddress address) throws IOException {
        try (Socket socket = TestBytes.connect(address)) {
            socket.getOutputStream().write(TestBytes.ascii(LAST_REQUEST));
            assertThat(readAll(socket)).startsWith("HTTP/1.1 200 ").endsWith("hello");
        }
    }
}
