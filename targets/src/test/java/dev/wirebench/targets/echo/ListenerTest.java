package dev.wirebench.targets.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ListenerTest {

    private final Printed printed = new Printed();

    @Test
    void theTextOfARequestIsPrintedAsSent() throws Exception {
        String request = "GET /hello?x=1 HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n";
        int port = sendAndClose(request.getBytes(StandardCharsets.US_ASCII), Duration.ofMinutes(1));
        assertThat(printed.text())
                .isEqualTo("-- connection 1 from 127.0.0.1:" + port + "\n"
                        + "GET /hello?x=1 HTTP/1.1\nHost: localhost\nAccept: */*\n\n"
                        + "-- connection 1 closed by its peer, " + request.length() + " bytes received\n");
    }

    @Test
    void otherBytesArePrintedInHex() throws Exception {
        byte[] bytes = {(byte) 0x82, (byte) 0x85, 0, 'a', '\n', 'b', '\r', 'c', 9, '\r'};
        sendAndClose(bytes, Duration.ofMinutes(1));
        assertThat(printed.text().lines().skip(1))
                .containsExactly(
                        "\\x82\\x85\\x00a\\x0A",
                        "b\\x0Dc\\x09\\x0D",
                        "-- connection 1 closed by its peer, 10 bytes received");
    }

    @Test
    void whatAJdkClientAsksForShowsUpAndNothingIsAnswered() throws Exception {
        try (Listener listener = start(Duration.ofMillis(200))) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + listener.address().getPort() + "/seen"))
                    .build();
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            assertThat(client.sendAsync(request, BodyHandlers.ofString()).handle((answer, failure) -> answer))
                    .succeedsWithin(Duration.ofSeconds(60))
                    .isNull();
            assertThat(printed.text()).contains("\nGET /seen HTTP/1.1\n").contains("\nUser-Agent: Java-http-client/");
        }
    }

    @Test
    void connectionsThatTalkInTurnAreToldApart() throws Exception {
        try (Listener listener = start(Duration.ofMinutes(1));
                Socket one = TestBytes.connect(listener.address())) {
            one.getOutputStream().write(ascii("one\r\n"));
            printed.await("one\n");
            try (Socket two = TestBytes.connect(listener.address())) {
                two.getOutputStream().write(ascii("two"));
                printed.await("two");
                one.getOutputStream().write(ascii("one again"));
                printed.await("one again");
            }
            printed.await("-- connection 2 closed by its peer, 3 bytes received\n");
            assertThat(printed.text()).contains("two\n-- connection 1 continues\none again\n-- connection 2 closed");
        }
    }

    @Test
    void onlyTheFirstBytesOfAConnectionAreShown() throws Exception {
        sendAndClose("x".repeat(100_000).getBytes(StandardCharsets.US_ASCII), Duration.ofMinutes(1));
        assertThat(printed.text().lines().skip(1))
                .containsExactly(
                        "x".repeat(65_536),
                        "-- connection 1 more than 65536 bytes, the rest is not shown",
                        "-- connection 1 closed by its peer, 100000 bytes received");
    }

    @Test
    void anIdleConnectionIsCut() throws Exception {
        try (Listener listener = start(Duration.ofMillis(50));
                Socket socket = TestBytes.connect(listener.address())) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            printed.await("-- connection 1 closed after 50 ms without data, 0 bytes received\n");
        }
    }

    /** @return the port it was sent from, once the listener has seen the end */
    private int sendAndClose(byte[] bytes, Duration idleTimeout) throws Exception {
        try (Listener listener = start(idleTimeout)) {
            Socket socket = TestBytes.connect(listener.address());
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            socket.close();
            printed.await("bytes received\n");
            return socket.getLocalPort();
        }
    }

    private Listener start(Duration idleTimeout) throws IOException {
        return Listener.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                idleTimeout,
                new PrintStream(printed, true));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The printed output, with a way to wait for it. */
    private static final class Printed extends OutputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int value) {
            bytes.write(value);
            notifyAll();
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.US_ASCII);
        }

        synchronized void await(String part) throws InterruptedException {
            while (!text().contains(part)) {
                wait();
            }
        }
    }
}
