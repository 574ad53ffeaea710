package dev.wirebench.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.fixture.Records;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.Target;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What blocks, cells and workers add up to. */
class BlockSumsTest {

    private static final CellKey KEY = new CellKey(Cell.parse("raw-long"), new Load.Closed(8), Instrument.NIO);

    private static Block block(long measurementNs, long elapsedNs, long answered) {
        Counts counts = new Counts(answered, answered, Map.of(), 0, 0);
        return Block.builder(Instant.EPOCH, measurementNs)
                .elapsedNs(elapsedNs)
                .counts(counts)
                .build();
    }

    private static Block block(long answeredInWindow) {
        return block(2_000_000_000, 3_000_000_000L, 600).toBuilder()
                .answeredInWindow(answeredInWindow)
                .build();
    }

    @Test
    void throughputIsOfTheAnswersThatArrivedWhileItWasMeasured() {
        assertThat(block(500).throughputPerSecond()).hasValue(250);
        CellRecord cell = CellRecord.of(KEY, block(500), block(700));
        assertThat(cell.throughputPerSecond()).hasValue(300);
        assertThat(CellRecord.of(KEY, block(500), block(700), block(ResourceUsage.UNKNOWN))
                        .throughputPerSecond())
                .hasValue(200);
        assertThat(block(0).throughputPerSecond()).hasValue(0);
    }

    @Test
    void throughputOfOlderRecordsIsOverTheTimeItTookToGetTheAnswers() {
        CellRecord cell = CellRecord.of(
                KEY, block(1_000_000_000, 1_500_000_000, 600), block(1_000_000_000, 2_500_000_000L, 1_400));
        assertThat(cell.blocks()).hasSize(2);
        assertThat(cell.key()).isEqualTo(KEY);
        assertThat(cell.measurementNs()).isEqualTo(2_000_000_000);
        assertThat(cell.elapsedNs()).isEqualTo(4_000_000_000L);
        assertThat(cell.throughputPerSecond()).hasValue(500);
        assertThat(CellRecord.of(KEY, block(0, 0, 0)).throughputPerSecond()).isEmpty();
    }

    @Test
    void aBlockKeepsWhatItHasWhenItIsToldItsUse() {
        ResourceUsage usage = new ResourceUsage(1, 2, 3);
        Interference seen = Records.quiet()
                .longestPauseNs(1)
                .pausesNs(2)
                .gcNs(3)
                .compilationNs(4)
                .listenOverflows(5)
                .segmentsRetransmitted(6)
                .segmentsSent(7)
                .fileDescriptorsLeft(8)
                .targetRestarts(9)
                .build();
        Block block = block(1, 2, 3);
        assertThat(block.workers()).isEqualTo(WorkerStats.NOT_MEASURED);
        assertThat(block.surroundings()).isEqualTo(Interference.NOT_MEASURED);
        Block measured = block.with(usage, seen);
        assertThat(measured.usage()).isEqualTo(usage);
        assertThat(measured.surroundings()).isEqualTo(seen);
        assertThat(measured.with(ResourceUsage.NOT_MEASURED, Interference.NOT_MEASURED))
                .isEqualTo(block);
        BlockResult result = new BlockResult(KEY, block, List.of());
        assertThat(result.with(usage, seen)).isEqualTo(new BlockResult(KEY, measured, List.of()));
    }

    @Test
    void severalWorkersTellTheWorstTimesAndTheSumOfTheCounts() {
        WorkerStats one = new WorkerStats(10, 5, 1, 7);
        assertThat(one.with(new WorkerStats(3, 8, 2, 0))).isEqualTo(new WorkerStats(10, 8, 3, 7));
        assertThat(one.with(new WorkerStats(30, WorkerStats.UNKNOWN, 0, 1)))
                .isEqualTo(new WorkerStats(30, WorkerStats.UNKNOWN, 1, 8));
        assertThat(new WorkerStats(0, WorkerStats.UNKNOWN, 0, 0).with(one).runWaitNs())
                .isEqualTo(WorkerStats.UNKNOWN);
    }

    @Test
    void aReadyLineIsReadBackAndNamesItsServices() {
        Endpoints endpoints = new Endpoints(
                7,
                URI.create("http://127.0.0.1:1/"),
                URI.create("ws://127.0.0.1:1/ws"),
                URI.create("tcp://127.0.0.1:2"),
                URI.create("tcp://127.0.0.1:3"));
        assertThat(endpoints.toLine()).doesNotContain("\n");
        assertThat(Endpoints.parse(endpoints.toLine())).isEqualTo(endpoints);
        Target target = endpoints.toTarget();
        assertThat(target.service(Protocol.HTTP).url()).hasToString("http://127.0.0.1:1/echo");
        assertThat(target.service(Protocol.WEBSOCKET).url()).hasToString("ws://127.0.0.1:1/ws");
        assertThat(target.service(Protocol.RAW).url()).hasToString("tcp://127.0.0.1:2");
    }

    @Test
    void labelsNameTheSeriesInFiles() {
        assertThat(KEY).hasToString("raw-long.closed-8.nio");
        Plan plan = SampleRun.plan().withCells(List.of(Cell.parse("raw-10")));
        assertThat(plan.cells()).containsExactly(Cell.parse("raw-10"));
        assertThat(plan.withCells(SampleRun.plan().cells())).isEqualTo(SampleRun.plan());
    }
}
