package dev.wirebench.report.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.plan.Scalar;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.Interference;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.WorkerStats;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {

    private static final CellKey RAW_LONG = new CellKey(Cell.parse("raw-long"), Plans.OPEN, Instrument.NIO);

    @TempDir
    static Path results;

    private static Run run;

    @BeforeAll
    static void readTheWatchedRun() throws IOException {
        run = Comparison.of(List.of(WatchedRun.write(results))).runs().get(0);
    }

    @Test
    void blocksAreSummedAndTheWorstOfThemIsKept() {
        assertThat(texts("http-short", Plans.OPEN, Instrument.NIO))
                .containsExactly(
                        "generator lag p99: 20.0 us",
                        "send lag p99: 100 us",
                        "receive lag p99: -",
                        "busiest worker busy: 20.0 %",
                        "run-queue wait: 0.400 %",
                        "generator CPU: 0.180 cores",
                        "target CPU: 0.250 cores",
                        "longest pause: 3.10 ms",
                        "pauses: 0.400 %",
                        "GC: 10.0 ms",
                        "compilation: 40.0 ms",
                        "listen overflows: 2",
                        "retransmits: 3 of 100",
                        "refusals: 3",
                        "queued for a connection: 50",
                        "fds left: 18,000",
                        "target restarts: 1");
    }

    @Test
    void whatNobodyWatchedIsMissing() {
        List<String> texts = texts("raw-long", Plans.OPEN, Instrument.GATLING);
        assertThat(texts)
                .hasSize(Metric.evidence().size())
                .contains("send lag p99: 4.50 ms", "target CPU: 0.500 cores");
        assertThat(texts.stream().filter(text -> text.endsWith(": -")))
                .hasSize(Metric.evidence().size() - 2);
    }

    @Test
    void whatIsUnknownOfOneBlockIsUnknown() {
        Block watched = block(1_000, WatchedRun.FIRST_WORKERS, WatchedRun.FIRST_SURROUNDINGS);
        Block unwatched = block(1_000, null, null);
        for (List<Block> blocks : List.of(List.of(watched, unwatched), List.of(unwatched, watched))) {
            assertThat(Scalar.values())
                    .filteredOn(Scalar::isEvidence)
                    .allSatisfy(metric -> assertThat(reader(blocks).value(metric))
                            .as(metric.label())
                            .isEmpty());
        }
    }

    @Test
    void zeroIsANumber() {
        WorkerStats idle = new WorkerStats(0, 0, 0, 0);
        assertThat(reader(List.of(block(1_000, idle, null))).value(Scalar.WORKER_BUSY))
                .hasValue(0);
        assertThat(reader(List.of(block(0, idle, null))).value(Scalar.WORKER_BUSY))
                .as("no share of no time")
                .isEmpty();
    }

    @Test
    void aBusyGeneratorMakesThroughputALowerBound() {
        Series limited = series("http-long", Plans.CLOSED, Instrument.NIO);
        assertThat(limited.isGeneratorTheLimit()).isTrue();
        assertThat(limited.text(Scalar.THROUGHPUT, Units.PLAIN)).isEqualTo(">= 1,000/s");
        assertThat(limited.value(Scalar.THROUGHPUT)).hasValue(1000);
        Series free = series("raw-long", Plans.CLOSED, Instrument.NIO);
        assertThat(free.text(Scalar.WORKER_BUSY, Units.PLAIN)).isEqualTo("94.9 %");
        assertThat(free.isGeneratorTheLimit()).isFalse();
        assertThat(free.text(Scalar.THROUGHPUT, Units.PLAIN)).isEqualTo("900/s");
    }

    @Test
    void aRateSetsItsOwnThroughput() throws IOException {
        WorkerStats busy = new WorkerStats(WatchedRun.SECOND, 0, 0, 0);
        CellRecord open = CellRecord.of(RAW_LONG, block(WatchedRun.SECOND, busy, null));
        Series series = Series.read(RunFolder.open(results.resolve(run.name())), open, Optional.empty());
        assertThat(series.text(Scalar.WORKER_BUSY, Units.PLAIN)).isEqualTo("100 %");
        assertThat(series.isGeneratorTheLimit()).isFalse();
    }

    @Test
    void aShareOfTheCalibratedRateIsThatOfAClosedLoad() {
        assertThat(series("raw-long", Plans.CLOSED, Instrument.NIO).text(Scalar.CALIBRATED_SHARE, Units.PLAIN))
                .isEqualTo("45.0 %");
        assertThat(series("raw-long", Plans.OPEN, Instrument.NIO).text(Scalar.CALIBRATED_SHARE, Units.PLAIN))
                .isEqualTo("-");
    }

    private static List<String> texts(String cell, Load load, Instrument instrument) {
        Series series = series(cell, load, instrument);
        return Metric.evidence().stream()
                .map(metric -> metric.title() + ": " + series.text(metric, Units.PLAIN))
                .toList();
    }

    private static Series series(String cell, Load load, Instrument instrument) {
        return run.find(Cell.parse(cell), load, instrument).orElseThrow();
    }

    private static MetricReader reader(List<Block> blocks) {
        return MetricReader.of(CellRecord.of(RAW_LONG, blocks));
    }

    private static Block block(long elapsedNs, WorkerStats workers, Interference surroundings) {
        return Block.builder(Instant.EPOCH, elapsedNs)
                .workers(workers)
                .surroundings(surroundings)
                .build();
    }
}
