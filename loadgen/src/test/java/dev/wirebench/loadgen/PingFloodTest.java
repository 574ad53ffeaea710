package dev.wirebench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Counts;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two of four connections send pings as fast as they are read, and never answer. */
@Timeout(60)
class PingFloodTest {

    private static Counts run(PingFlood server, double timeoutSeconds) {
        BlockSpec spec = BlockSpec.builder(
                        server.target(),
                        Cell.parse("websocket-long"),
                        new Load.Open(100, Load.Arrivals.CONSTANT, 4),
                        new Phases(0, 1, timeoutSeconds))
                .build();
        BlockResult result = new LoadGenerator(Clock.SYSTEM).run(spec, LoadGenerator.Observer.NONE);
        return result.block().counts();
    }

    /** Only the messages on these two time out; a starved block took two minutes or did not end. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theOthersAreServedAndTheBlockEnds(boolean reads) throws IOException {
        try (PingFlood server = new PingFlood(reads)) {
            Counts counts = run(server, 1);
            assertThat(counts.intended()).isEqualTo(100);
            assertThat(counts.answered()).isGreaterThan(50);
            assertThat(counts.timedOut() + counts.failures()).isPositive();
        }
    }

    /** Long enough to fill every buffer on the way. */
    @Test
    void whoDoesNotReadThePongsThatItAsksForIsGivenUp() throws IOException {
        try (PingFlood server = new PingFlood(false)) {
            Counts counts = run(server, 20);
            assertThat(counts.failed()).containsOnlyKeys(Outcome.NOT_READ);
            assertThat(counts.timedOut()).isZero();
            assertThat(counts.answered() + counts.failures()).isEqualTo(counts.intended());
        }
    }
}
