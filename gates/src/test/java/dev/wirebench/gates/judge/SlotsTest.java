package dev.wirebench.gates.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.fixture.Records;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.LatencyRecorder;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.KnownRun;
import dev.wirebench.report.read.Quantile;
import dev.wirebench.report.read.SampleRun;
import dev.wirebench.report.read.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotsTest {

    @TempDir
    Path results;

    private static Metric metric(String name) {
        String limit =
                name.startsWith("bytes") || name.contains("memory") ? "1 B" : name.equals("failed") ? "1" : "1 ms";
        return Gate.of(name + " < " + (name.equals("throughput") ? "1 /s" : name.equals("error-rate") ? "1 %" : limit))
                .rule()
                .subject()
                .metric();
    }

    private static double value(Slot slot, String name) {
        return slot.value(metric(name)).lower();
    }

    @Test
    void valuesAreThoseThatWerePutIn() throws IOException {
        Slots slots = Slots.read(KnownRun.write(results));
        List<Slot> all = slots.of(MadeRun.key("http-short", Plans.OPEN));
        assertThat(all).hasSize(2);
        assertThat(value(all.get(0), "p50")).isBetween(200_000.0, 200_200.0);
        assertThat(value(all.get(0), "connect.p50")).isBetween(50_000.0, 50_050.0);
        assertThat(value(all.get(1), "failed")).isEqualTo(2);
        assertThat(value(all.get(1), "error-rate")).isEqualTo(2 / 500.0);
        assertThat(value(all.get(0), "throughput")).isEqualTo(500);
        assertThat(value(all.get(0), "bytes-up")).isEqualTo(131);
        assertThat(value(all.get(0), "bytes-down")).isEqualTo(246);
        assertThat(value(all.get(0), "target-cpu")).isEqualTo(31_000);
        assertThat(value(all.get(0), "target-memory")).isEqualTo(187 << 20);
        assertThat(value(all.get(0), "memory-per-connection")).isEqualTo((187 << 20) / 8.0);
        assertThat(all.get(0).value(metric("handshake.p50"))).isEqualTo(Span.UNKNOWN);
        assertThat(slots.verdict()).isEqualTo(KnownRun.DISTURBED);
    }

    @Test
    void aPercentileAmongUnansweredMessagesIsBetweenTheirAgeAndInfinity() throws IOException {
        Slot second = Slots.read(KnownRun.write(results))
                .of(MadeRun.key("http-short", Plans.OPEN))
                .get(1);
        assertThat(value(second, "p99.9")).isBetween(2.000e9, 2.003e9);
        assertThat(second.value(metric("p99.9")).upper()).isInfinite();
        // Since it was sent, such a message is younger by the lag.
        assertThat(value(second, "service.p99.9")).isBetween(1.998e9, 2.001e9);
        assertThat(value(second, "p99")).isBetween(5.00e6, 5.01e6);
    }

    @Test
    void theyAreTheBlocksThatEveryReportShows() throws IOException {
        RunFolder folder = SampleRun.write(results, "sample", 1, 1, Verdict.VALID);
        Slots slots = Slots.read(folder);
        int compared = 0;
        for (Series series : Comparison.of(List.of(folder)).runs().get(0).series()) {
            if (series.record().instrument() == Instrument.NIO) {
                List<Slot> of = slots.of(series.record().key());
                assertThat(of.stream().map(slot -> value(slot, "p50")).toList())
                        .isEqualTo(series.blockMedians().stream()
                                .map(Quantile::lowerNs)
                                .map(Long::doubleValue)
                                .toList());
                assertThat(of.stream().map(Slot::block).toList())
                        .isEqualTo(series.record().blocks());
                compared++;
            } else {
                assertThat(slots.of(series.record().key())).isEmpty();
            }
        }
        assertThat(compared).isEqualTo(12);
    }

    @Test
    void fewBlocksAreReadByTheIntervalToo() throws IOException {
        Slots slots = Slots.read(SampleRun.write(results, "sample", 1, 1, Verdict.VALID));
        Slot slot = slots.of(MadeRun.key("http-short", Plans.OPEN)).get(0);
        assertThat(slot.stretches()).hasSizeGreaterThanOrEqualTo(5);
        long messages = slot.stretches().stream()
                .mapToLong(stretch -> stretch.get(Measure.RESPONSE).count())
                .sum();
        assertThat(messages).isEqualTo(slot.block().counts().intended());
    }

    @Test
    void whatIsMeasuredAndWhatIsReadAreTheSame() throws IOException {
        MadeRun run = new MadeRun();
        for (int i = 0; i < 12; i++) {
            run.slot(MadeRun.HTTP_LONG, 1e6 + 1000 * i).failing(MadeRun.HTTP_SHORT, i, 1);
        }
        Slots live = run.live(12);
        Slots read = run.written(results, MadeRun.plan(160, "failed == 0"));
        for (var key : List.of(MadeRun.HTTP_LONG, MadeRun.HTTP_SHORT)) {
            for (String name : List.of("p50", "p99", "max", "service.p99", "throughput", "failed", "bytes-up")) {
                assertThat(read.of(key).stream().map(slot -> value(slot, name)).toList())
                        .as(name)
                        .isEqualTo(live.of(key).stream()
                                .map(slot -> value(slot, name))
                                .toList());
            }
        }
    }

    /** Two blocks of 100 messages each, 1 ms and 2 ms; the wall clock is set back by 3 s between them. */
    @Test
    void aClockThatIsSetBackDoesNotMixBlocks() throws IOException {
        for (long backMs : new long[] {0, 3_000}) {
            RunFolder folder = twoBlocks(2_000 - backMs);
            assertThat(Slots.read(folder).of(RAW))
                    .extracting(slot -> slot.samples().get(Measure.RESPONSE).count())
                    .containsExactly(100L, 100L);
            Series series =
                    Comparison.of(List.of(folder)).runs().get(0).series().get(0);
            assertThat(series.blockMedians())
                    .extracting(median -> Math.round(median.lowerNs() / 1e6))
                    .containsExactly(1L, 2L);
        }
    }

    private static final CellKey RAW = Records.key("raw-long", Plans.OPEN);

    private RunFolder twoBlocks(long secondAfterMs) throws IOException {
        Instant start = KnownRun.START;
        List<BlockResult> blocks = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            LatencyRecorder recorder = new LatencyRecorder(0, 1_000_000_000, 500_000_000);
            for (long ns = 0; ns < 1_000_000_000; ns += 10_000_000) {
                recorder.intend();
                recorder.record(Outcome.ANSWERED, ns, ns, ns + (i + 1) * 1_000_000);
            }
            Block.Builder block = Block.builder(start.plusMillis(i * secondAfterMs), 1_000_000_000)
                    .counts(recorder.counts());
            blocks.add(new BlockResult(RAW, block.build(), recorder.intervals()));
        }
        RunFolder folder = Records.write(results, KnownRun.plan(), start, Verdict.VALID, blocks);
        return RunFolder.open(folder.path());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void blocksOfEachFormatAreFound(int format) throws IOException {
        Path golden = Path.of("../model/src/test/resources/golden/format-" + format);
        RunFolder folder = RunFolder.open(golden.resolve("20260102T030405Z-sample-DISTURBED"));
        for (CellRecord cell : folder.read().cells()) {
            if (cell.instrument() == Instrument.NIO) {
                assertThat(Slots.read(folder).of(cell.key()))
                        .extracting(slot -> slot.samples().get(Measure.RESPONSE).count())
                        .containsExactlyElementsOf(cell.blocks().stream()
                                .map(block -> block.counts().intended())
                                .toList());
            }
        }
    }
}
