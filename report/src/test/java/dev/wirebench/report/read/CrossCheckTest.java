package dev.wirebench.report.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.Interval;
import dev.wirebench.model.record.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossCheckTest {

    private static final long MESSAGES = 1000;

    @TempDir
    Path results;

    @Test
    void aDifferenceIsExplainedByItsLargerPart() throws IOException {
        List<CrossCheck> checks = CrossCheck.of(watched());
        assertThat(checks)
                .extracting(check -> check.text(Units.PLAIN))
                .containsExactly(
                        "differ by +1.10 ms at p50 and +1.10 ms at p99, mostly in service time (service p50 +1.10 ms,"
                                + " send lag p50 +0 ns), with +200 us of generator CPU per message",
                        "differ by +200 us at p50 and +200 us at p99, mostly in service time (service p50 +120 us,"
                                + " send lag p50 +80.0 us)",
                        "differ by +100 us at p50 and +4.90 ms at p99, mostly in send lag (send lag p99 +4.49 ms,"
                                + " service p99 +410 us)");
        assertThat(checks)
                .extracting(CrossCheck::result)
                .containsExactly(CrossCheck.Result.DIFFER, CrossCheck.Result.DIFFER, CrossCheck.Result.DIFFER);
    }

    @Test
    void theLargestDifferenceIsTold() throws IOException {
        assertThat(CrossCheck.sentence(watched(), Units.PLAIN))
                .hasValue("The NIO generator and Gatling agree in 0 of 3 cells (p50 and p99 of the response time within"
                        + " 5.00 %); the largest difference is that of raw-long under"
                        + " open-1000: +100 us at p50 and +4.90 ms at p99, mostly in send lag (send lag p99 +4.49 ms,"
                        + " service p99 +410 us). What an instrument adds is in every time it reads.");
        Run run = watched();
        Run byOne = new Run(
                run.name(),
                run.record(),
                run.series().stream()
                        .filter(series -> series.record().instrument() == Instrument.NIO)
                        .toList(),
                List.of(),
                List.of(),
                Optional.empty());
        assertThat(CrossCheck.sentence(byOne, Units.PLAIN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 1049, AGREE",
        "1000, 952, AGREE",
        "1000, 1053, DIFFER",
        "1000, 948, DIFFER",
        "100000, 104900, AGREE",
        "100000, 105300, DIFFER",
        "60, 62, AGREE",
        "59, 162, DIFFER"
    })
    void timesAgreeWithinATwentiethHoweverShortTheyAre(long nioUs, long gatlingUs, CrossCheck.Result result)
            throws IOException {
        assertThat(check(nioUs, gatlingUs, MESSAGES).result()).isEqualTo(result);
    }

    @Test
    void aBoundAgreesWithNothing() throws IOException {
        CrossCheck open = check(1000, 1000, 900);
        assertThat(open.result()).isEqualTo(CrossCheck.Result.UNKNOWN);
        assertThat(open.text(Units.PLAIN)).isEqualTo("-");
        CrossCheck median = check(1000, 3000, 900);
        assertThat(median.text(Units.PLAIN))
                .isEqualTo(
                        "differ by +2.00 ms at p50, mostly in service time (service p50 +2.00 ms, send lag p50 +0 ns)");
    }

    private Run watched() throws IOException {
        return Comparison.of(List.of(WatchedRun.write(results))).runs().get(0);
    }

    /** Both were late by 0.01 ms; of Gatling's thousand messages some may have timed out. */
    private CrossCheck check(long nioUs, long gatlingUs, long answered) throws IOException {
        RunFolder folder = RunFolder.create(results, WatchedRun.plan(), KnownRun.START, Map.of());
        return new CrossCheck(new InstrumentPair(
                series(folder, Instrument.NIO, nioUs * 1000, MESSAGES),
                series(folder, Instrument.GATLING, gatlingUs * 1000, answered)));
    }

    private static Series series(RunFolder folder, Instrument instrument, long ns, long answered) throws IOException {
        CellKey key = new CellKey(Cell.parse("raw-long"), Plans.OPEN, instrument);
        Interval only = new Interval(0, KnownRun.SECOND);
        only.histogram(Measure.RESPONSE).recordValueWithCount(ns, answered);
        only.histogram(Measure.SERVICE).recordValueWithCount(ns - 10_000, answered);
        only.histogram(Measure.SEND_LAG).recordValueWithCount(10_000, MESSAGES);
        only.histogram(Measure.UNANSWERED).recordValueWithCount(2 * KnownRun.SECOND, MESSAGES - answered);
        Counts counts = new Counts(MESSAGES, answered, Map.of(), MESSAGES - answered, 0);
        Block block =
                Block.builder(KnownRun.START, KnownRun.SECOND).counts(counts).build();
        folder.append(new BlockResult(key, block, List.of(only)));
        return Series.read(folder, CellRecord.of(key, block), Optional.empty());
    }
}
