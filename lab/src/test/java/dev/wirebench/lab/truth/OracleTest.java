package dev.wirebench.lab.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.ScriptLog;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.report.read.Quantile;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OracleTest {

    private static final long MS = SimulatedRun.MS;

    @ParameterizedTest
    @ValueSource(strings = {"T1", "T2", "T3", "T4", "T8", "T9"})
    void withoutChanceItComesToTheClosedForm(String name) {
        Plan plan = TruthPlans.plan(name);
        Oracle oracle = new SimulatedRun(plan).oracle();
        assertThat(oracle.errors()).isEmpty();
        double gapNs = 1e9 / TruthPlans.load(plan).ratePerSecond();
        for (double percentile : CellGrade.PERCENTILES) {
            OptionalDouble formulaNs = ClosedForm.of(plan).responseNs(percentile);
            if (Double.isInfinite(formulaNs.orElseThrow())) {
                assertThat(oracle.byScheduleNs(percentile)).isEqualTo(Quantile.INFINITE);
                assertThat(oracle.punctualNs(percentile)).isEqualTo(Quantile.INFINITE);
            } else {
                assertThat((double) oracle.byScheduleNs(percentile))
                        .as(name + " p" + percentile)
                        .isCloseTo(formulaNs.getAsDouble(), within(gapNs));
                assertThat(oracle.punctualNs(percentile)).isEqualTo(oracle.byScheduleNs(percentile));
            }
        }
    }

    /** The naive target of the simulation and the replay know nothing of each other. */
    @ParameterizedTest
    @ValueSource(strings = {"T3", "T4", "T5", "T6", "T7", "T8", "quick/T3", "quick/T4", "quick/T8"})
    void itIsWhatATargetWithoutFaultDoes(String name) {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan(name));
        long[] sorted =
                run.measuredNs.stream().mapToLong(Long::longValue).sorted().toArray();
        for (double percentile : CellGrade.PERCENTILES) {
            assertThat(run.oracle().byScheduleNs(percentile)).isEqualTo(Oracle.valueAt(percentile, sorted));
        }
    }

    @Test
    void theLatenessOfMessagesIsNoExcuseAndThatOfAnswersIs() {
        // Every 20th message comes 2 ms late, every 200th 5 ms; every 25th answer 3 ms, as many others 1 ms.
        SimulatedRun run = new SimulatedRun(
                TruthPlans.plan("T1"),
                n -> n % 200 == 9 ? 5 * MS : n % 20 == 7 ? 2 * MS : 0,
                n -> n % 25 == 0 ? 3 * MS : n % 25 == 1 ? MS : 0);
        Oracle oracle = run.oracle();
        assertThat(oracle.errors()).isEmpty();
        assertThat(oracle.byScheduleNs(100)).isEqualTo(MS);
        assertThat(oracle.punctualNs(90)).isEqualTo(MS);
        assertThat(oracle.punctualNs(95)).isEqualTo(2 * MS);
        assertThat(oracle.punctualNs(96)).isEqualTo(2 * MS);
        assertThat(oracle.punctualNs(99)).isEqualTo(4 * MS);
        // A message late by 2 ms or 5 ms, its answer by 1 ms or 3 ms, or both.
        assertThat(oracle.asReleasedNs(50)).isEqualTo(MS);
        assertThat(oracle.asReleasedNs(99)).isEqualTo(4 * MS);
        assertThat(oracle.asReleasedNs(99.9)).isEqualTo(6 * MS);
        assertThat(oracle.lateness()).isEqualTo(new OracleLateness(2 * MS, 5 * MS, 3 * MS));
    }

    @Test
    void theStartIsTheEarliestThatAnyMessageAllows() {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("T3"), n -> n == 123 ? 40_000 : 60_000, n -> 0);
        Oracle oracle = run.oracle();
        assertThat(oracle.lateness()).isEqualTo(new OracleLateness(20_000, 20_000, 0));
        assertThat(oracle.byScheduleNs(50)).isEqualTo(MS);
    }

    @Test
    void messagesMayOvertakeEachOtherAndEvenTheFirst() {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("T4"), n -> n < 3 ? (9 - 3 * n) * MS : 0, n -> 0);
        assertThat(run.log.get(run.indexOf(0) - 1).sequence()).isEqualTo(8);
        assertThat(run.oracle().errors()).isEmpty();
        assertThat(run.oracle().lateness().arrivalMaxNs()).isEqualTo(9 * MS);
    }

    @Test
    void theWarmUpIsReplayedButNotGraded() {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("T8"));
        run.warmUp = 5000;
        // From message 5000 on, each of which is 0.2 ms later than the one before.
        assertThat(run.oracle().byScheduleNs(0)).isEqualTo(1_200_000 + 5000 * 200_000L);
        assertThat(run.oracle().count()).isEqualTo(5000);
        assertThat(run.oracle().answered()).isEqualTo(5000);
    }

    @Test
    void aMessageThatIsMissingInTheLogWasNeverAnswered() {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("T1"));
        run.log.remove(run.indexOf(9_999));
        run.log.remove(run.indexOf(17));
        Oracle oracle = run.oracle();
        assertThat(oracle.errors()).containsExactly("2 messages missing in the target's log: 17, 9999");
        assertThat(oracle.punctualNs(100)).isEqualTo(Quantile.INFINITE);
        assertThat(oracle.punctualNs(99.9)).isEqualTo(MS);
        assertThat(oracle.asReleasedNs(100)).isEqualTo(Quantile.INFINITE);
        assertThat(oracle.asReleasedNs(99.9)).isEqualTo(MS);
        assertThat(oracle.answered()).isEqualTo(9_998);
    }

    @Test
    void messagesThatAreTwiceInTheLogAreFound() {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("T1"));
        for (int n = 0; n < 7; n++) {
            run.log.add(run.log.get(run.indexOf(n)));
        }
        // The last message 0 is taken for the start, and what can have been sent before it for overtaking it.
        assertThat(run.oracle().errors())
                .singleElement()
                .asString()
                .startsWith("7 messages twice in the target's log: ")
                .endsWith(", ...");
    }

    @Test
    void ofAMessageThatIsTwiceInTheLogTheFirstCounts() {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("T1"));
        ScriptLog.Row last = run.log.get(run.indexOf(9_999));
        run.log.add(row(last, 9_999, last.serviceNs(), last.plannedNs(), last.releasedNs() + 100 * MS));
        assertThat(run.oracle().errors()).containsExactly("1 message twice in the target's log: 9999");
        assertThat(run.oracle().punctualNs(100)).isEqualTo(MS);
    }

    @Test
    void messagesThatWereNeverScheduledAreFound() {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("T1"));
        ScriptLog.Row last = run.log.get(run.log.size() - 1);
        run.log.add(row(last, 10_000, last.serviceNs(), last.plannedNs(), last.releasedNs()));
        run.log.add(row(last, ScriptLog.NO_SEQUENCE, last.serviceNs(), last.plannedNs(), last.releasedNs()));
        assertThat(run.oracle().errors())
                .containsExactly("2 messages in the target's log but not in the schedule: 10000, -1");
    }

    @Test
    void workThatIsNotByTheScriptIsFound() {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("T2"));
        run.log.removeIf(row -> row.wire() == Protocol.HTTP);
        ScriptLog.Row third = run.log.get(2);
        run.log.set(2, row(third, third.sequence(), 20 * MS + 1, third.plannedNs(), third.releasedNs()));
        assertThat(run.oracle().errors())
                .containsExactly("from the wire's row 3 on, the target's log is not by its script:"
                        + " 20000001 ns of work instead of 20000000");
    }

    @Test
    void answersThatAreNotByTheScriptAreFound() {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("T9"));
        long silent = run.log.stream()
                .filter(row -> row.wire() == Protocol.RAW && !row.isAnswered())
                .reduce((a, b) -> b)
                .orElseThrow()
                .sequence();
        ScriptLog.Row never = run.log.get(run.indexOf(silent));
        run.log.set(run.indexOf(silent), row(never, silent, never.serviceNs(), 9_000 * MS, 9_000 * MS));
        ScriptLog.Row answered = run.log.get(run.indexOf(3));
        run.log.set(run.indexOf(3), row(answered, 3, answered.serviceNs(), ScriptLog.NEVER, ScriptLog.NEVER));
        ScriptLog.Row early = run.log.get(run.indexOf(4));
        run.log.set(run.indexOf(4), row(early, 4, early.serviceNs(), early.plannedNs(), early.plannedNs() - 1));
        assertThat(run.oracle().errors())
                .containsExactly(
                        "1 message not answered by the target against its script: 3",
                        "1 message answered by the target against its script: " + silent,
                        "1 message answered by the target before they were due: 4");
    }

    @Test
    void aLogWithoutTheWireHasNoneOfItsMessages() {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("quick/T1"));
        Oracle oracle = new Oracle(run.plan, Protocol.WEBSOCKET, run.intendedNs, 0, run.log);
        assertThat(oracle.errors()).containsExactly("1000 messages missing in the target's log: 0, 1, 2, 3, 4, ...");
        assertThat(oracle.punctualNs(0)).isEqualTo(Quantile.INFINITE);
        assertThat(oracle.lateness()).isEqualTo(new OracleLateness(0, 0, 0));
    }

    @Test
    void nothingToGradeIsRefused() {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("quick/T1"));
        run.warmUp = 1000;
        assertThatThrownBy(run::oracle).hasMessage("warmUp must be 0 to 999 messages, was 1000");
        Plan echo = TruthPlans.with(run.plan, null, TruthPlans.load(run.plan));
        assertThatThrownBy(() -> new Oracle(echo, Protocol.RAW, run.intendedNs, 0, List.of()))
                .hasMessage("plan truth-quick-T1 has no script to replay");
    }

    private static ScriptLog.Row row(ScriptLog.Row of, long sequence, long serviceNs, long plannedNs, long releasedNs) {
        return new ScriptLog.Row(of.wire(), sequence, of.receivedNs(), serviceNs, plannedNs, releasedNs);
    }
}
