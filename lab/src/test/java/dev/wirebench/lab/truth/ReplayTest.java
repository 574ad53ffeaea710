package dev.wirebench.lab.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.model.record.ScriptLog;
import dev.wirebench.report.read.Quantile;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {

    private static final long MS = 1_000_000;
    private static final TargetScript.Constant ANY = new TargetScript.Constant(0);
    private static final TargetScript PARALLEL = TargetScript.parallel(ANY);
    private static final TargetScript FIFO = TargetScript.fifo(ANY);
    /** The last 4 of every 10 ms. */
    private static final TargetScript.Stall STALL = new TargetScript.Stall(0.01, 0.004);

    @Test
    void inParallelNobodyWaits() {
        assertThat(replay(PARALLEL, 0, ms(0, 1, 2), ms(30, 5, 1))).isEqualTo(ms(30, 5, 1));
    }

    @Test
    void oneAfterTheOtherWaitsForThoseBefore() {
        // Free at 3, 5, 6; then idle until 10; free at 11, 15; idle until 20.
        assertThat(replay(FIFO, 7 * MS, ms(0, 1, 2, 10, 10, 20), ms(3, 2, 1, 1, 4, 2)))
                .isEqualTo(ms(3, 4, 4, 1, 5, 2));
    }

    @Test
    void aStallHoldsWhatIsInItAndWhatComesIntoIt() {
        TargetScript script = TargetScript.parallel(ANY).withStall(STALL);
        // By the target's clock at 3, 5, 6, 9, 10: done at 5, 11 (one before the stall, one after it), 12, 12, 12.
        assertThat(replay(script, 3 * MS, ms(0, 2, 3, 6, 7), ms(2, 2, 2, 2, 2))).isEqualTo(ms(2, 6, 6, 3, 2));
    }

    @Test
    void aStallMovesTheWholeQueue() {
        TargetScript script = TargetScript.fifo(ANY).withStall(STALL);
        // At 4, 5, 8, 13: the first is done at 6 as the stall begins, then 12, 14, 16 as the next one begins.
        assertThat(replay(script, 4 * MS, ms(0, 1, 4, 9), ms(2, 2, 2, 2))).isEqualTo(ms(2, 7, 6, 3));
    }

    @Test
    void whatNeverArrivedTakesNoPlaceInTheQueue() {
        assertThat(replay(FIFO, 0, ms(0, 0, 0), new long[] {2 * MS, ScriptLog.NEVER, 2 * MS}))
                .containsExactly(2 * MS, Quantile.INFINITE, 4 * MS);
    }

    /** Of so many messages, chance moves p99 by some 0.4 % and p99.9 by some 1 %: standard deviations over seeds. */
    @ParameterizedTest
    @ValueSource(strings = {"T5", "T6", "T7"})
    void aLongReplayComesToTheClosedForm(String name) {
        Plan plan = TruthPlans.plan(name);
        int messages = 5_000_000;
        long[] intendedNs = TruthPlans.intendedNs(TruthPlans.load(plan), plan.seed())
                .limit(messages)
                .toArray();
        long[] workNs = LongStream.generate(plan.script().service().times())
                .limit(messages)
                .toArray();
        long[] responsesNs = Replay.responsesNs(plan.script(), 0, intendedNs, workNs);
        Arrays.sort(responsesNs);
        ClosedForm form = ClosedForm.of(plan);
        for (double percentile : new double[] {50, 90, 95, 99, 99.9}) {
            double expectedNs = form.responseNs(percentile).orElseThrow();
            assertThat((double) Oracle.valueAt(percentile, responsesNs))
                    .as(name + " p" + percentile)
                    .isCloseTo(expectedNs, within((percentile > 99 ? 0.03 : 0.01) * expectedNs));
        }
    }

    private static long[] replay(TargetScript script, long originNs, long[] intendedNs, long[] workNs) {
        return Replay.responsesNs(script, originNs, intendedNs, workNs);
    }

    private static long[] ms(long... ms) {
        return LongStream.of(ms).map(each -> each * MS).toArray();
    }
}
