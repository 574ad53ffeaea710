package dev.wirebench.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.Block;
import dev.wirebench.model.Cell;
import dev.wirebench.model.CellKey;
import dev.wirebench.model.CellRecord;
import dev.wirebench.model.Counts;
import dev.wirebench.model.Instrument;
import dev.wirebench.model.Interval;
import dev.wirebench.model.Load;
import dev.wirebench.model.Measure;
import dev.wirebench.model.Phases;
import dev.wirebench.model.Plan;
import dev.wirebench.model.RunFolder;
import dev.wirebench.model.RunRecord;
import dev.wirebench.model.Surroundings;
import dev.wirebench.model.Sweep;
import dev.wirebench.model.Traffic;
import dev.wirebench.model.Usage;
import dev.wirebench.model.Verdict;
import dev.wirebench.model.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweptCellTest {

    private static final Cell CELL = Cell.parse("raw-long");
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final long MS = 1_000_000;
    private static final Load USUAL = new Load.Open(500, null, 8);

    @TempDir
    private Path results;

    private final List<CellRecord> cells = new ArrayList<>();
    private RunFolder folder;

    private static Plan plan() {
        return new Plan(
                "swept",
                null,
                null,
                null,
                List.of(CELL),
                List.of(USUAL),
                null,
                new Phases(0, 1, null, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new Sweep(1000, 64_000, 8, null, null, "p99 < 10 ms"));
    }

    /** A block of 100 messages that all took so long, and were all sent so late for the generator's own reasons. */
    private void block(Load load, long responseNs, long lagNs, long unanswered) throws IOException {
        if (folder == null) {
            folder = RunFolder.create(results, plan(), START, Map.of());
        }
        CellKey key = new CellKey(CELL, load, Instrument.NIO);
        Interval interval = new Interval(0, 1000 * MS);
        interval.histogram(Measure.RESPONSE).recordValueWithCount(responseNs, 100 - unanswered);
        interval.histogram(Measure.SERVICE).recordValueWithCount(responseNs, 100 - unanswered);
        interval.histogram(Measure.SEND_LAG).recordValueWithCount(lagNs, 100);
        interval.histogram(Measure.GENERATOR_LAG).recordValueWithCount(lagNs, 100);
        interval.histogram(Measure.UNANSWERED).recordValueWithCount(MS, unanswered);
        folder.append(key, START.plusSeconds(cells.size()), List.of(interval));
        Block block = new Block(
                START.plusSeconds(cells.size()),
                1000 * MS,
                1000 * MS,
                Counts.NONE,
                new Counts(100, 100 - unanswered, Map.of(), unanswered, 0),
                Traffic.NONE,
                Usage.NOT_MEASURED,
                Workers.NOT_MEASURED,
                Surroundings.NOT_MEASURED);
        cells.add(CellRecord.of(key, block));
    }

    private void swept(double ratePerSecond, long responseNs, long lagNs) throws IOException {
        block(plan().sweep().at(ratePerSecond), responseNs, lagNs, 0);
    }

    private Run run() throws IOException {
        folder.seal(new RunRecord(
                RunRecord.FORMAT, plan(), Verdict.VALID, START, START, Map.of(), null, null, null, cells));
        return Run.read(RunFolder.open(folder.path()));
    }

    private String sentence() throws IOException {
        return run().swept().get(0).sentence(Units.PLAIN);
    }

    @Test
    void theHighestRateIsTheOneBelowTheFirstThatBreaksTheLimit() throws IOException {
        swept(1000, MS, 0);
        swept(4000, 200 * MS, 0);
        swept(2000, 9 * MS, 0);
        swept(2830, 10 * MS, 0);
        assertThat(sentence()).isEqualTo("raw-long: p99 < 10 ms held up to 2,000/s, but not at 2,830/s");
    }

    @Test
    void aRateThatALateGeneratorBrokeSaysNothingOfTheTarget() throws IOException {
        swept(1000, 9 * MS, 9 * MS);
        swept(2000, 11 * MS, MS);
        assertThat(sentence())
                .isEqualTo("raw-long: p99 < 10 ms held up to 1,000/s, beyond which the generator itself was late");
    }

    @Test
    void aLimitThatNeverBrokeLeavesABound() throws IOException {
        swept(1000, MS, 0);
        swept(2000, MS, 0);
        assertThat(sentence()).isEqualTo("raw-long: p99 < 10 ms held up to 2,000/s, and none above was asked");
    }

    @Test
    void aLimitThatNeverHeldLeavesTheOtherBound() throws IOException {
        swept(1000, 11 * MS, 0);
        SweptCell cell = run().swept().get(0);
        assertThat(cell.text(Units.PLAIN)).isEqualTo("< 1,000/s");
        assertThat(cell.sentence(Units.PLAIN)).isEqualTo("raw-long: p99 < 10 ms did not hold at 1,000/s");
    }

    @Test
    void messagesWithoutAnAnswerBreakALimitHoweverYoungTheyWere() throws IOException {
        block(plan().sweep().at(1000), MS, 0, 2);
        assertThat(run().swept().get(0).highest()).isEmpty();
        assertThat(run().swept().get(0).broken()).isPresent();
    }

    @Test
    void theRatesOfASweepAreNoneOfTheRunsOtherSeries() throws IOException {
        block(USUAL, MS, 0, 0);
        swept(500, MS, 0);
        Run run = run();
        assertThat(run.series()).extracting(series -> series.record().load()).containsExactly(USUAL);
        assertThat(run.matrices()).hasSize(1);
        assertThat(run.missing()).isEmpty();
        assertThat(Findings.of(run, Units.PLAIN))
                .contains("raw-long: p99 < 10 ms held up to 500/s, and none above was asked.");
    }
}
