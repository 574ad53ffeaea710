package dev.wirebench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Masks;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.service.WebSocketService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Handshake keys and masks come from the same source. */
@Timeout(60)
class MasksTest {

    private static final String KEY = "Sec-WebSocket-Key: ";

    @Test
    void seededKeysComeAgain() throws IOException {
        assertThat(firstKey(Masks.SEEDED, 1))
                .isEqualTo(firstKey(Masks.SEEDED, 1))
                .isNotEqualTo(firstKey(Masks.SEEDED, 2));
    }

    @Test
    void secureKeysNeverComeAgainWhateverTheSeed() throws IOException {
        assertThat(firstKey(Masks.SECURE, 1)).isNotEqualTo(firstKey(Masks.SECURE, 1));
    }

    /** The key offered by a block's first connection; the block ends when the server is gone. */
    private static String firstKey(Masks masks, long seed) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> key = CompletableFuture.supplyAsync(() -> readKey(server));
            URI url = URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/");
            BlockSpec spec = BlockSpec.builder(
                            Target.of(new WebSocketService(url)),
                            Cell.parse("websocket-long"),
                            new Load.Closed(1),
                            new Phases(0, 0.1, 5.0))
                    .seed(seed)
                    .masks(masks)
                    .build();
            new LoadGenerator(Clock.SYSTEM).run(spec, LoadGenerator.Observer.NONE);
            return key.join();
        }
    }

    private static String readKey(ServerSocket server) {
        try (server;
                Socket socket = server.accept()) {
            BufferedReader head =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String line = head.readLine();
            while (!line.startsWith(KEY)) {
                line = head.readLine();
            }
            return line.substring(KEY.length());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
