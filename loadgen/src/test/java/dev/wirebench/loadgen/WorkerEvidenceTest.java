package dev.wirebench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.IdleStrategy;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Load.Arrivals;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.WorkerStats;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.Target;
import java.io.IOException;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Evidence of a block about the generator itself. */
class WorkerEvidenceTest {

    private static BlockResult run(Target target, Load load, double seconds, double timeoutSeconds, IdleStrategy idle) {
        return run(target, load, new Phases(0, seconds, timeoutSeconds, 20.0), idle);
    }

    private static BlockResult run(Target target, Load load, Phases phases, IdleStrategy idle) {
        BlockSpec spec = BlockSpec.builder(target, Cell.parse("raw-long"), load, phases)
                .idleStrategy(idle)
                .build();
        return new LoadGenerator(Clock.SYSTEM).run(spec, LoadGenerator.Observer.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void everyIdleStrategySendsEveryMessageAndSaysHowLate(IdleStrategy idle) throws IOException {
        try (TestServer server = TestServer.echo(Protocol.RAW)) {
            BlockResult result = run(server.target(), new Load.Open(400, Arrivals.POISSON, 4), 0.5, 20, idle);
            Counts counts = result.block().counts();
            assertThat(counts.intended()).isPositive().isEqualTo(counts.answered());
            assertThat(result.total(Measure.GENERATOR_LAG).getTotalCount()).isEqualTo(counts.intended());
            WorkerStats workers = result.block().workers();
            assertThat(workers.busyNs())
                    .isPositive()
                    .isLessThan(result.block().elapsedNs() + result.block().measurementNs());
            assertThat(workers.refusals()).isZero();
        }
    }

    /** Each message occupies the only connection for 50 ms, so all others wait. */
    @Test
    void waitingForAConnectionIsNotTheGeneratorsLag() throws IOException {
        try (TestServer server = TestServer.faulty(Protocol.RAW, TestServer.Fault.SILENCE, 1)) {
            Load load = new Load.Open(100, Arrivals.CONSTANT, 1);
            BlockResult result = run(server.target(), load, 0.2, 0.05, IdleStrategy.HYBRID);
            assertThat(result.block().counts()).isEqualTo(new Counts(20, 0, Map.of(), 20, 0));
            assertThat(result.block().workers().queuedForConnection()).isEqualTo(19);
            Histogram sendLag = result.total(Measure.SEND_LAG);
            Histogram generatorLag = result.total(Measure.GENERATOR_LAG);
            assertThat(generatorLag.getTotalCount()).isEqualTo(20);
            assertThat(generatorLag.getMean()).isLessThan(sendLag.getMean() / 2);
            // The last of 20 waits for 19 time-outs and was intended 190 ms after the first.
            assertThat(sendLag.getMaxValue()).isGreaterThanOrEqualTo(19 * 50_000_000L - 190_000_000L);
        }
    }

    /** One time-out after the other, 50 ms each; the drain is over when a quarter has been sent. */
    @Test
    void whatNeverGotAConnectionHasWaitedForOne() throws IOException {
        try (TestServer server = TestServer.faulty(Protocol.RAW, TestServer.Fault.SILENCE, 1)) {
            Load load = new Load.Open(100, Arrivals.CONSTANT, 1);
            BlockResult result = run(server.target(), load, new Phases(0, 0.5, 0.05, 0.1), IdleStrategy.HYBRID);
            long sent = result.total(Measure.GENERATOR_LAG).getTotalCount();
            assertThat(result.block().counts().intended()).isEqualTo(50);
            assertThat(sent).isLessThan(25);
            assertThat(result.block().workers().queuedForConnection()).isEqualTo(49);
        }
    }

    /** The backoff after a refused connect is as much the target's fault as a missing answer. */
    @Test
    void aPlaceThatRestsAfterARefusedConnectIsNotFree() throws IOException {
        Target gone;
        try (TestServer server = TestServer.echo(Protocol.RAW)) {
            gone = server.target();
        }
        Load load = new Load.Open(200, Arrivals.CONSTANT, 1);
        BlockResult result = run(gone, load, new Phases(0, 0.5, 20.0, 0.01), IdleStrategy.HYBRID);
        long unsent = 100 - result.total(Measure.GENERATOR_LAG).getTotalCount();
        assertThat(unsent).isPositive();
        assertThat(result.block().workers().queuedForConnection()).isGreaterThanOrEqualTo(unsent);
    }

    @Test
    void underAClosedLoadNothingIsLate() throws IOException {
        try (TestServer server = TestServer.echo(Protocol.RAW)) {
            BlockResult result = run(server.target(), new Load.Closed(2), 0.2, 20, IdleStrategy.HYBRID);
            assertThat(result.block().counts().answered()).isPositive();
            assertThat(result.total(Measure.GENERATOR_LAG).getTotalCount()).isZero();
            assertThat(result.block().workers().queuedForConnection()).isZero();
        }
    }
}
