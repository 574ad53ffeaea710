package dev.wirebench.report.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.fixture.Records;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.plan.Scalar;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.Interval;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.report.say.Caveats;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

    @TempDir
    static Path results;

    private static RunFolder folder;
    private static Run run;

    @BeforeAll
    static void readTheKnownRun() throws IOException {
        folder = KnownRun.write(results);
        run = Comparison.of(List.of(folder)).runs().get(0);
    }

    @Test
    void everyFigureIsWhatWasPutIn() {
        Series series = series("http-short", Plans.OPEN, Instrument.NIO);
        assertFigures(
                series,
                Map.ofEntries(
                        Map.entry(Percentile.P50, "200 us"),
                        Map.entry(new Percentile(Measure.RESPONSE, 90), "200 us"),
                        Map.entry(Percentile.P99, "5.00 ms"),
                        Map.entry(Percentile.P999, ">= 2.00 s"),
                        Map.entry(new Percentile(Measure.RESPONSE, 100), ">= 2.00 s"),
                        Map.entry(new Percentile(Measure.SERVICE, 50), "180 us"),
                        Map.entry(new Percentile(Measure.SERVICE, 90), "180 us"),
                        Map.entry(new Percentile(Measure.SERVICE, 99), "4.98 ms"),
                        Map.entry(new Percentile(Measure.SERVICE, 99.9), ">= 2.00 s"),
                        Map.entry(new Percentile(Measure.SERVICE, 100), ">= 2.00 s"),
                        Map.entry(Percentile.SEND_LAG_P99, "20.0 us"),
                        Map.entry(new Percentile(Measure.RECEIVE_LAG, 99), "-"),
                        Map.entry(Scalar.THROUGHPUT, "499/s"),
                        Map.entry(Percentile.CONNECT_P50, "50.0 us"),
                        Map.entry(new Percentile(Measure.CONNECT, 99), "50.0 us"),
                        Map.entry(Percentile.HANDSHAKE_P50, "-"),
                        Map.entry(new Percentile(Measure.HANDSHAKE, 99), "-"),
                        Map.entry(Scalar.BYTES_UP, "131 B"),
                        Map.entry(Scalar.BYTES_DOWN, "246 B"),
                        Map.entry(Scalar.CONNECTION_BYTES_UP, "0 B"),
                        Map.entry(Scalar.CONNECTION_BYTES_DOWN, "0 B"),
                        Map.entry(Scalar.TARGET_CPU, "31.0 us"),
                        Map.entry(Scalar.GENERATOR_CPU, "11.0 us"),
                        Map.entry(Scalar.TARGET_MEMORY, "187 MiB"),
                        Map.entry(Scalar.MEMORY_PER_CONNECTION, "23.4 MiB"),
                        Map.entry(Scalar.FAILED, "2"),
                        Map.entry(Scalar.ERROR_RATE, "0.200 %"),
                        Map.entry(Scalar.TARGET_CORES, "0.0155 cores"),
                        Map.entry(Scalar.GENERATOR_CORES, "0.00549 cores"),
                        Map.entry(Scalar.CALIBRATED_SHARE, "-"),
                        Map.entry(Percentile.GENERATOR_LAG_P99, "-"),
                        Map.entry(Scalar.WORKER_BUSY, "-"),
                        Map.entry(Scalar.RUN_QUEUE_WAIT, "-"),
                        Map.entry(Scalar.LONGEST_PAUSE, "-"),
                        Map.entry(Scalar.PAUSES, "-"),
                        Map.entry(Scalar.GC, "-"),
                        Map.entry(Scalar.COMPILATION, "-"),
                        Map.entry(Scalar.LISTEN_OVERFLOWS, "-"),
                        Map.entry(Scalar.RETRANSMITS, "-"),
                        Map.entry(Scalar.REFUSALS, "-"),
                        Map.entry(Scalar.QUEUED, "-"),
                        Map.entry(Scalar.DESCRIPTORS_LEFT, "-"),
                        Map.entry(Scalar.TARGET_RESTARTS, "-")));
        assertThat(series.value(Percentile.P50)).hasValue(equivalent(200_000));
        assertThat(series.value(Percentile.P99)).hasValue(equivalent(5_000_000));
        assertThat(series.value(new Percentile(Measure.RESPONSE, 100))).hasValue(equivalent(2_000_020_000L));
    }

    @Test
    void whatWasNotMeasuredIsMissingAndNotZero() {
        Series gatling = series("http-long", Plans.OPEN, Instrument.GATLING);
        for (Metric metric : List.of(
                Percentile.CONNECT_P50,
                Scalar.BYTES_UP,
                Scalar.BYTES_DOWN,
                Scalar.CONNECTION_BYTES_UP,
                Scalar.TARGET_CPU,
                Scalar.GENERATOR_CPU,
                Scalar.TARGET_MEMORY)) {
            assertThat(gatling.value(metric)).as(metric.label()).isEmpty();
            assertThat(gatling.text(metric, Units.PLAIN)).as(metric.label()).isEqualTo("-");
        }
        assertThat(run.missing())
                .containsExactly(
                        "raw-short under open-1000",
                        "http-short under closed-32",
                        "http-10 under closed-32",
                        "websocket-long under closed-32",
                        "raw-short under closed-32");
    }

    @Test
    void onlyALongCellsConnectionBytesStandApart() {
        Series webSocket = series("websocket-long", Plans.OPEN, Instrument.NIO);
        assertThat(webSocket.value(Scalar.BYTES_UP)).hasValue(70);
        assertThat(webSocket.value(Scalar.BYTES_DOWN)).hasValue(66);
        assertThat(webSocket.value(Scalar.CONNECTION_BYTES_UP)).hasValue(200);
        assertThat(webSocket.value(Scalar.CONNECTION_BYTES_DOWN)).hasValue(130);
    }

    @Test
    void anIndependentReaderOfTheLogsGetsTheSameFigures() throws IOException {
        Series series = series("websocket-long", Plans.OPEN, Instrument.NIO);
        Histogram log = folder.total(series.record().key(), Measure.RESPONSE);
        for (double percentile : new double[] {0.1, 50, 90, 99, 99.9, 100}) {
            assertThat(series.at(Measure.RESPONSE, percentile).orElseThrow().lowerNs())
                    .isEqualTo(log.getValueAtPercentile(percentile));
        }
    }

    @Test
    void breakEvenIsWhatTheMediansGive() {
        List<BreakEven.Row> rows = run.breakEvens().stream()
                .filter(row -> row.longCell().record().instrument() == Instrument.NIO)
                .toList();
        assertThat(rows)
                .extracting(row -> row.longCell().record().cell().name())
                .containsExactly("http-long", "websocket-long");
        BreakEven http = rows.get(0).time().orElseThrow();
        assertThat(http.shortCost()).isEqualTo(equivalent(180_000));
        assertThat(http.opening()).as("connecting on http-short").isEqualTo(equivalent(50_000));
        assertThat(http.longCost()).isEqualTo(equivalent(90_000));
        assertThat(http.messages()).isEqualTo(1);
        BreakEven webSocket = rows.get(1).time().orElseThrow();
        assertThat(webSocket.opening())
                .as("there is no websocket-short")
                .isEqualTo(equivalent(60_000) + equivalent(90_000));
        assertThat(webSocket.messages()).isEqualTo(2);
        assertThat(rows.get(1).bytes()).hasValue(new BreakEven(131 + 246, 330, 136));
        assertThat(rows.get(1).bytes().orElseThrow().messages()).isEqualTo(2);
    }

    @Test
    void bothInstrumentsAreSetSideBySide() {
        assertThat(run.instrumentPairs()).hasSize(1);
        InstrumentPair.Gap gap =
                run.instrumentPairs().get(0).at(Measure.RESPONSE, 50).orElseThrow();
        assertThat(gap).isEqualTo(new InstrumentPair.Gap(equivalent(100_000), equivalent(300_000)));
        assertThat(gap.ratio()).isBetween(2.99, 3.01);
    }

    @Test
    void momentsFollowTheBlocks() {
        List<TimelinePoint> moments =
                series("http-short", Plans.OPEN, Instrument.NIO).moments();
        Instant start = KnownRun.START;
        assertThat(moments)
                .extracting(TimelinePoint::startMs)
                .containsExactly(start.toEpochMilli(), start.plusSeconds(10).toEpochMilli());
        assertThat(moments).extracting(TimelinePoint::block).containsExactly(0, 1);
        assertThat(moments).extracting(TimelinePoint::answered).containsExactly(500L, 498L);
        assertThat(moments.get(0).p99()).hasValue(new Quantile(equivalent(200_000), equivalent(200_000)));
        assertThat(moments.get(1).p99()).hasValue(new Quantile(equivalent(5_000_000), equivalent(5_000_000)));
        assertThat(moments.get(1).throughputPerSecond()).hasValue(498.0);
    }

    @Test
    void logsThatContradictTheRecordAreReported(@TempDir Path other) throws IOException {
        RunFolder damaged = KnownRun.write(other);
        Series series = series("http-short", Plans.OPEN, Instrument.NIO);
        Interval extra = new Interval(0, KnownRun.SECOND);
        extra.histogram(Measure.RESPONSE).recordValue(1);
        RunRecord record = damaged.read();
        Block.Builder block = Block.builder(KnownRun.START.plusSeconds(900), KnownRun.SECOND);
        damaged.append(Records.result(series.record().key(), block, extra));
        damaged.seal(record);
        Run read = Comparison.of(List.of(damaged)).runs().get(0);
        assertThat(Caveats.of(read, Units.PLAIN))
                .contains("The response log of http-short.open-1000.nio holds 999 values, but the record counts 998.");
    }

    @Test
    void whatWasNeverSentHasNoServiceTime(@TempDir Path other) throws IOException {
        CellKey key = new CellKey(Cell.parse("raw-long"), Plans.OPEN, Instrument.NIO);
        Interval only = new Interval(0, KnownRun.SECOND);
        only.histogram(Measure.RESPONSE).recordValueWithCount(100_000, 90);
        only.histogram(Measure.SERVICE).recordValueWithCount(80_000, 90);
        only.histogram(Measure.SEND_LAG).recordValueWithCount(20_000, 91);
        only.histogram(Measure.UNANSWERED).recordValueWithCount(1_000_000_000, 1);
        only.histogram(Measure.UNANSWERED).recordValueWithCount(3_000_000_000L, 8);
        RunFolder overloaded = RunFolder.create(other, KnownRun.plan(), KnownRun.START, Map.of());
        // One timed out, eight were never sent.
        Counts counts = new Counts(99, 90, Map.of(), 1, 8);
        overloaded.append(Records.result(
                key, Block.builder(KnownRun.START, KnownRun.SECOND).counts(counts), only));
        Series series = Series.read(overloaded, overloaded.cells().get(0), Optional.empty());
        assertThat(series.quantiles(Measure.RESPONSE).count()).isEqualTo(99);
        assertThat(series.text(Percentile.P50, Units.PLAIN)).isEqualTo("100 us");
        assertThat(series.text(new Percentile(Measure.RESPONSE, 100), Units.PLAIN))
                .isEqualTo(">= 3.00 s");
        assertThat(series.quantiles(Measure.SERVICE).count()).isEqualTo(91);
        assertThat(series.at(Measure.SERVICE, 98).orElseThrow().isExact()).isTrue();
        assertThat(series.text(new Percentile(Measure.SERVICE, 100), Units.PLAIN))
                .isEqualTo(">= 1.00 s");
    }

    @Test
    void environmentsThatDifferAreNamed(@TempDir Path other) throws IOException {
        RunFolder second = SampleRun.write(other, "sample", 1, 1, KnownRun.DISTURBED);
        Comparison comparison = Comparison.of(List.of(folder, second));
        assertThat(comparison.environmentDifferences())
                .containsExactly("gatling.report", "java", "kernel", "kernel " + KnownRun.MARKUP);
        assertThatIllegalArgumentException().isThrownBy(() -> Comparison.of(List.of()));
    }

    private static void assertFigures(Series series, Map<Metric, String> expected) {
        assertThat(expected).hasSameSizeAs(Metric.shown());
        expected.forEach((metric, text) ->
                assertThat(series.text(metric, Units.PLAIN)).as(metric.label()).isEqualTo(text));
    }

    private static Series series(String cell, Load load, Instrument instrument) {
        return run.find(Cell.parse(cell), load, instrument).orElseThrow();
    }

    private static long equivalent(long ns) {
        return new Histogram(Interval.HIGHEST_TRACKABLE_NS, Interval.SIGNIFICANT_DIGITS).highestEquivalentValue(ns);
    }
}
