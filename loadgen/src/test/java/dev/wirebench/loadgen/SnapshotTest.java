package dev.wirebench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.loadgen.Snapshot.Stage;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.service.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Snapshots of a running block. Intervals are half a second. */
@Timeout(60)
class SnapshotTest {

    private static final Phases PHASES = new Phases(0.2, 1.2, 20.0);

    private final LoadGenerator generator = new LoadGenerator(Clock.SYSTEM);

    private static BlockSpec spec(Target target, int workers) {
        Load load = new Load.Open(500, Load.Arrivals.CONSTANT, 8);
        return BlockSpec.builder(target, Cell.parse("raw-long"), load, PHASES)
                .workers(workers)
                .build();
    }

    /** Takes a snapshot when the measurement begins and when all messages have ended. */
    private final class Onlooker implements LoadGenerator.Observer {
        private final List<Snapshot> seen = new ArrayList<>();

        @Override
        public void measurementStarted() {
            seen.add(generator.snapshot().orElseThrow());
        }

        @Override
        public void drained() {
            seen.add(generator.snapshot().orElseThrow());
        }
    }

    @Test
    void whenAllHasEndedItIsWhatTheResultIs() throws IOException {
        try (TestServer server = TestServer.echo(Cell.parse("raw-long").protocol())) {
            Onlooker onlooker = new Onlooker();
            BlockResult result = generator.run(spec(server.target(), 2), onlooker);
            Snapshot started = onlooker.seen.get(0);
            Snapshot ended = onlooker.seen.get(1);
            assertThat(started.key()).isEqualTo(result.key());
            assertThat(started.times()).isEmpty();
            assertThat(started.tally().answered()).isLessThan(600);
            assertThat(ended.stage()).isIn(Stage.MEASUREMENT, Stage.DRAIN);
            assertThat(ended.tally().intended()).isEqualTo(600);
            assertThat(ended.tally().answered()).isEqualTo(600);
            assertThat(ended.tally().answeredSinceStart()).isEqualTo(700);
            assertThat(ended.tally().unanswered()).isEmpty();
            assertThat(ended.times().orElseThrow().maxNs())
                    .isBetween(1L, result.total(Measure.RESPONSE).getMaxValue());
            assertThat(ended.times().orElseThrow().p50Ns())
                    .isBetween(1L, ended.times().orElseThrow().p99Ns());
            assertThat(generator.snapshot()).isEmpty();
        }
    }

    @Test
    void failuresAreThereByKind() throws IOException {
        Target closed;
        try (TestServer server = TestServer.echo(Cell.parse("raw-long").protocol())) {
            closed = server.target();
        }
        Onlooker onlooker = new Onlooker();
        BlockResult result = generator.run(spec(closed, 1), onlooker);
        assertThat(onlooker.seen.get(1).tally().unanswered())
                .isNotEmpty()
                .containsEntry(
                        Outcome.CONNECT_FAILED, result.block().counts().failed().get(Outcome.CONNECT_FAILED));
    }
}
