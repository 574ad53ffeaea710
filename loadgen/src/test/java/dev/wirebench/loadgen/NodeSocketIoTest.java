package dev.wirebench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Load.Arrivals;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.Service.MessageType;
import dev.wirebench.model.service.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs against the official server where it is installed. */
@Tag("slow")
@Timeout(120)
class NodeSocketIoTest {

    private static final int RARE_PINGS_MS = 25_000;

    private static final String DISCONNECTS = "{\"client namespace disconnect\":%d}";

    private final LoadGenerator generator = new LoadGenerator(Clock.SYSTEM);

    @TempDir
    private Path folder;

    private BlockResult run(Target target, String cell, Load load, int payloadBytes) {
        return generator.run(spec(target, cell, load, payloadBytes), LoadGenerator.Observer.NONE);
    }

    private static BlockSpec spec(Target target, String cell, Load load, int payloadBytes) {
        Phases phases = new Phases(0, 0.5, 20.0);
        return BlockSpec.builder(target, Cell.parse(cell), load, phases)
                .payloadBytes(payloadBytes)
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "socket.io-long, TEXT, 64, 83, 79",
        "socket.io-long, BINARY, 64, 118, 110",
        "socket.io-long, TEXT, 0, 19, 15",
        "socket.io-long, BINARY, 0, 54, 46",
        "socket.io-long, TEXT, 70000, 70027, 70023",
        "socket.io-short, TEXT, 64, 83, 79",
        "socket.io-short, BINARY, 64, 118, 110",
        "socket.io-7, TEXT, 64, 83, 79",
    })
    void everyMessageIsAnsweredAndEveryConnectionEndsInOrder(
            String cell, MessageType message, int payloadBytes, int up, int down) throws IOException {
        try (NodeServer server = NodeServer.start(folder, RARE_PINGS_MS, false)) {
            Load load = new Load.Open(280, Arrivals.CONSTANT, 4);
            BlockResult result = run(server.target(message), cell, load, payloadBytes);
            Block block = result.block();
            assertThat(block.counts()).isEqualTo(new Counts(140, 140, Map.of(), 0, 0));
            assertThat(block.traffic().messageBytesUp()).isEqualTo(140L * up);
            assertThat(block.traffic().messageBytesDown()).isEqualTo(140L * down);
            long connections = block.traffic().connections();
            assertThat(result.total(Measure.HANDSHAKE).getTotalCount()).isEqualTo(connections);
            assertThat(server.end()).isEqualTo(DISCONNECTS.formatted(connections));
        }
    }

    /** Occasional messages on many connections, all of which the server pings. */
    @Test
    void idleConnectionsAnswerTheServersHeartbeat() throws IOException {
        try (NodeServer server = NodeServer.start(folder, 100, false)) {
            Load load = new Load.Open(10, Arrivals.CONSTANT, 50);
            Block block = run(server.target(null), "socket.io-long", load, 64).block();
            assertThat(block.counts()).isEqualTo(new Counts(5, 5, Map.of(), 0, 0));
            int host = server.target(null)
                    .service(Protocol.SOCKETIO)
                    .url()
                    .getAuthority()
                    .length();
            int path = "socket.io/?EIO=4&transport=websocket".length() - "ws".length();
            assertThat(block.traffic().connectionBytesUp())
                    .as("more than handshakes, disconnects and closes")
                    .isGreaterThan(50L * (141 + path + host + 8 + 8 + 8));
            assertThat(server.end()).isEqualTo(DISCONNECTS.formatted(50));
        }
    }

    @Test
    void aThousandConnectionsAreHeld() throws IOException {
        try (NodeServer server = NodeServer.start(folder, RARE_PINGS_MS, false)) {
            Load load = new Load.Open(2000, Arrivals.CONSTANT, 1000);
            Block block = run(server.target(null), "socket.io-long", load, 64).block();
            assertThat(block.counts()).isEqualTo(new Counts(1000, 1000, Map.of(), 0, 0));
            assertThat(block.traffic().connections()).isEqualTo(1000);
            assertThat(server.end()).isEqualTo(DISCONNECTS.formatted(1000));
        }
    }

    @Test
    void aDeclinedConnectIsARefusedHandshake() throws IOException {
        try (NodeServer server = NodeServer.start(folder, RARE_PINGS_MS, true)) {
            Load load = new Load.Open(100, Arrivals.CONSTANT, 4);
            Counts counts = run(server.target(null), "socket.io-short", load, 64)
                    .block()
                    .counts();
            assertThat(counts.failed()).isEqualTo(Map.of(Outcome.HANDSHAKE_REFUSED, 50L));
        }
    }

    /** Its limit is 1,000,000 bytes. */
    @Test
    void aMessageThatIsTooLongForTheServerClosesItsConnection() throws IOException {
        try (NodeServer server = NodeServer.start(folder, RARE_PINGS_MS, false)) {
            Load load = new Load.Open(10, Arrivals.CONSTANT, 5);
            Counts counts = run(server.target(null), "socket.io-long", load, 1_500_000)
                    .block()
                    .counts();
            assertThat(counts.failures()).isEqualTo(5);
            assertThat(counts.failed())
                    .containsAnyOf(Map.entry(Outcome.CLOSED_EARLY, 5L), Map.entry(Outcome.RESET, 5L));
        }
    }

    @Test
    void aServerThatIsKilledFailsItsMessagesAndEndsTheBlock() throws IOException {
        try (NodeServer server = NodeServer.start(folder, RARE_PINGS_MS, false)) {
            Load load = new Load.Open(500, Arrivals.CONSTANT, 16);
            Phases phases = new Phases(0.2, 60, 0.5);
            BlockSpec spec = BlockSpec.builder(server.target(null), Cell.parse("socket.io-long"), load, phases)
                    .build();
            BlockResult result = generator.run(spec, new LoadGenerator.Observer() {
                @Override
                public void measurementStarted() {
                    server.kill();
                }
            });
            Counts counts = result.block().counts();
            assertThat(generator.stopReason())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("could be opened for 0.5 s"));
            assertThat(result.block().warmUp().answered()).isPositive();
            assertThat(counts.failed()).containsKey(Outcome.CONNECT_FAILED);
            assertThat(counts.failed().keySet())
                    .isSubsetOf(Outcome.CONNECT_FAILED, Outcome.CLOSED_EARLY, Outcome.RESET, Outcome.HANDSHAKE_REFUSED);
        }
    }
}
