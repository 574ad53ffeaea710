package dev.wirebench.report.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.say.Conclusions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweptCellTest {

    private static final long MS = 1_000_000;

    private SweptRun made;

    @BeforeEach
    void make(@TempDir Path results) throws IOException {
        made = new SweptRun(results);
    }

    private Run run() throws IOException {
        return Run.read(made.seal(Verdict.VALID, null));
    }

    private String sentence() throws IOException {
        return run().swept().get(0).sentence(Units.PLAIN);
    }

    @Test
    void theHighestRateIsTheOneBelowTheFirstThatBreaksTheLimit() throws IOException {
        made.swept(1000, MS, 0);
        made.swept(4000, 200 * MS, 0);
        made.swept(2000, 9 * MS, 0);
        made.swept(2830, 10 * MS, 0);
        assertThat(sentence()).isEqualTo("raw-long: p99 < 10 ms held up to 2,000/s, but not at 2,830/s");
    }

    @Test
    void aRateThatALateGeneratorBrokeSaysNothingOfTheTarget() throws IOException {
        made.swept(1000, 9 * MS, 9 * MS);
        made.swept(2000, 11 * MS, MS);
        assertThat(sentence())
                .isEqualTo("raw-long: p99 < 10 ms held up to 1,000/s, beyond which the generator itself was late");
    }

    /** With 6 to 14 % of run-queue wait, as it was found at 15 of 15 rates at which a limit had broken. */
    @Test
    void aRateThatAWorkerWithoutAProcessorBrokeSaysNothingOfTheTarget() throws IOException {
        made.waiting(40 * MS).swept(1000, 9 * MS, 0);
        made.waiting(60 * MS).swept(2000, 11 * MS, 0);
        assertThat(sentence())
                .isEqualTo("raw-long: p99 < 10 ms held up to 1,000/s, beyond which the generator itself was late");
        assertThat(run().swept().get(0).text(Units.PLAIN)).isEqualTo(">= 1,000/s");
    }

    /** Where it is known how late answers were read, nothing has to be taken from the run queue. */
    @Test
    void aRateIsTheTargetsOnlyIfAnswersWereReadInTime() throws IOException {
        made.swept(1000, 9 * MS, 0);
        made.waiting(60 * MS).readLate(MS / 2).swept(2000, 11 * MS, 0);
        assertThat(sentence()).isEqualTo("raw-long: p99 < 10 ms held up to 1,000/s, but not at 2,000/s");
        made.readLate(MS).swept(1500, 11 * MS, 0);
        assertThat(sentence())
                .isEqualTo("raw-long: p99 < 10 ms held up to 1,000/s, beyond which the generator itself was late");
    }

    @Test
    void aLimitThatNeverBrokeLeavesABound() throws IOException {
        made.swept(1000, MS, 0);
        made.swept(2000, MS, 0);
        assertThat(sentence()).isEqualTo("raw-long: p99 < 10 ms held up to 2,000/s, and none above was asked");
    }

    @Test
    void aLimitThatNeverHeldLeavesTheOtherBound() throws IOException {
        made.swept(1000, 11 * MS, 0);
        SweptCell cell = run().swept().get(0);
        assertThat(cell.text(Units.PLAIN)).isEqualTo("< 1,000/s");
        assertThat(cell.sentence(Units.PLAIN)).isEqualTo("raw-long: p99 < 10 ms did not hold at 1,000/s");
    }

    @Test
    void messagesWithoutAnAnswerBreakALimitHoweverYoungTheyWere() throws IOException {
        made.block(SweptRun.SWEEP.at(1000), MS, 0, 2);
        assertThat(run().swept().get(0).highest()).isEmpty();
        assertThat(run().swept().get(0).broken()).isPresent();
    }

    @Test
    void theRatesOfASweepAreNoneOfTheRunsOtherSeries() throws IOException {
        made.block(SweptRun.USUAL, MS, 0, 0);
        made.swept(500, MS, 0);
        Run run = run();
        assertThat(run.series()).extracting(series -> series.record().load()).containsExactly(SweptRun.USUAL);
        assertThat(run.matrices()).hasSize(1);
        assertThat(run.missing()).isEmpty();
        assertThat(Conclusions.of(run, Units.PLAIN))
                .contains("raw-long: p99 < 10 ms held up to 500/s, and none above was asked.");
    }
}
