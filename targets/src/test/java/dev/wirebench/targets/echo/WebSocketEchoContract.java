package dev.wirebench.targets.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.service.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract of every echo with every WebSocket client. */
public abstract class WebSocketEchoContract {

    private AutoCloseable target;
    private WebSocketProbe probe;

    public abstract WebSocketProbe open(URI uri) throws Exception;

    /** Starts the target; connect to the returned port. */
    public Started startTarget() throws IOException {
        JettyTarget jetty = JettyTarget.start(TestBytes.FREE_PORT, ServiceLimits.defaults());
        return new Started(jetty, jetty.address().getPort());
    }

    public record Started(AutoCloseable target, int port) {}

    @BeforeEach
    void start() throws Exception {
        Started started = startTarget();
        target = started.target();
        probe = open(URI.create("ws://127.0.0.1:" + started.port() + "/ws"));
    }

    @AfterEach
    void stop() throws Exception {
        if (probe != null) {
            probe.stop();
        }
        target.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 16_384, 65_535, 65_536, 1_048_576, Target.MAX_BODY_BYTES})
    void aBinaryMessageComesBackAsItWas(int bytes) throws Exception {
        byte[] message = TestBytes.of(bytes);
        probe.send(message, true);
        assertThat(probe.next()).isEqualTo(ByteBuffer.wrap(message));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 16_384, 65_535, 65_536, 1_048_576})
    void aTextMessageComesBackAsItWas(int bytes) throws Exception {
        String message = "\u20ac".repeat(bytes / 3) + "x".repeat(bytes % 3);
        probe.send(message, true);
        assertThat(probe.next()).isEqualTo(message);
    }

    @Test
    void aFragmentedMessageComesBackWhole() throws Exception {
        probe.send("one ", false);
        probe.send("\u20ac", false);
        probe.ping(new byte[] {1, 2});
        probe.send("", false);
        probe.send(" three", true);
        assertThat(probe.next()).isEqualTo(new WebSocketProbe.Pong(ByteBuffer.wrap(new byte[] {1, 2})));
        assertThat(probe.next()).isEqualTo("one \u20ac three");
        probe.send(TestBytes.of(100_000), false);
        probe.send(new byte[0], true);
        assertThat(probe.next()).isEqualTo(ByteBuffer.wrap(TestBytes.of(100_000)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 125})
    void aPingIsAnsweredWithItsPayload(int bytes) throws Exception {
        probe.ping(TestBytes.of(bytes));
        assertThat(probe.next()).isEqualTo(new WebSocketProbe.Pong(ByteBuffer.wrap(TestBytes.of(bytes))));
    }

    @Test
    void messagesComeBackInOrder() throws Exception {
        for (int i = 0; i < 500; i++) {
            probe.send(TestBytes.of(i * 37 % 3000), true);
        }
        for (int i = 0; i < 500; i++) {
            assertThat(probe.next()).isEqualTo(ByteBuffer.wrap(TestBytes.of(i * 37 % 3000)));
        }
    }

    @Test
    void aCloseIsAnsweredWithItsCode() throws Exception {
        probe.close(1001);
        assertThat(probe.next()).isEqualTo(new WebSocketProbe.Closed(1001));
    }

    /** The target closes after the header; a client that is still sending may see a reset instead of 1009. */
    @Test
    void aMessageAboveTheLimitEndsTheConnection() throws Exception {
        try {
            probe.send(new byte[Target.MAX_BODY_BYTES + 1], true);
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(IOException.class);
        }
        Object end = probe.next();
        if (!(end instanceof IOException)) {
            assertThat(end).isEqualTo(new WebSocketProbe.Closed(1009));
        }
    }

    @Test
    void aFragmentedMessageAboveTheLimitIsClosedWith1009() throws Exception {
        probe.send(new byte[Target.MAX_BODY_BYTES], false);
        probe.send(new byte[1], true);
        assertThat(probe.next()).isEqualTo(new WebSocketProbe.Closed(1009));
    }
}
