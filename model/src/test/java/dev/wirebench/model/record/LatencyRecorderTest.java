package dev.wirebench.model.record;

import static dev.wirebench.model.record.HistogramAssert.assertHolds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Outcome;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** All times are microseconds after the start of a measurement of 2.5 s in intervals of 1 s. */
class LatencyRecorderTest {

    private static final long START_NS = -7_000_000_000L;

    private final LatencyRecorder recorder = recorder();

    private static LatencyRecorder recorder() {
        return new LatencyRecorder(START_NS, 2_500_000_000L, 1_000_000_000L);
    }

    @Test
    void theLastIntervalIsAsShortAsTheMeasurementIsLong() {
        assertThat(recorder.intervals())
                .extracting(Interval::startNs)
                .containsExactly(0L, 1_000_000_000L, 2_000_000_000L);
        assertThat(recorder.intervals())
                .extracting(Interval::endNs)
                .containsExactly(1_000_000_000L, 2_000_000_000L, 2_500_000_000L);
        assertThat(new LatencyRecorder(0, 0, 1).intervals()).hasSize(1);
        assertThat(new LatencyRecorder(0, 2_000, 1_000).intervals()).hasSize(2);
        assertThat(new LatencyRecorder(0, 2_001, 1_000).intervals()).hasSize(3);
    }

    @Test
    void whatEndsOnABorderFallsIntoTheNextInterval() {
        recorder.intend();
        recorder.intend();
        recorder.record(Outcome.ANSWERED, START_NS, START_NS, START_NS + 999_999_999);
        recorder.record(Outcome.ANSWERED, START_NS, START_NS, START_NS + 1_000_000_000);
        assertThat(answeredPerInterval()).containsExactly(1L, 1L, 0L);
    }

    @Test
    void whatEndsAtTheEndOrLaterFallsIntoTheLastInterval() {
        answer(2_000_000, 2_500_000);
        answer(2_400_000, 9_000_000);
        assertThat(answeredPerInterval()).containsExactly(0L, 0L, 2L);
    }

    @Test
    void anIntervalIsFinishedWhenAMessageHasEndedInALaterOne() {
        assertThat(recorder.finishedIntervals()).isZero();
        answer(0, 999_999);
        assertThat(recorder.finishedIntervals()).isZero();
        answer(0, 2_000_000);
        assertThat(recorder.finishedIntervals()).isEqualTo(2);
        answer(0, 900_000);
        assertThat(answeredPerInterval()).containsExactly(1L, 0L, 2L);
    }

    @Test
    void othersMayAskHowManyMessagesThereAreSoFar() {
        recorder.intend();
        answer(0, 10);
        assertThat(recorder.intendedSoFar()).isEqualTo(2);
        assertThat(recorder.countSoFar(Outcome.ANSWERED)).isEqualTo(1);
        assertThat(recorder.countSoFar(Outcome.RESET)).isZero();
    }

    @Test
    void intervalsInWhichNothingEndsStayEmpty() {
        answer(0, 10);
        answer(0, 2_000_000);
        assertThat(answeredPerInterval()).containsExactly(1L, 0L, 1L);
    }

    @Test
    void responseTimeCountsFromTheIntendedSendAndServiceTimeFromTheActualOne() {
        record(Outcome.ANSWERED, 100, at(150), 350);
        assertHolds(total(Measure.RESPONSE), 250);
        assertHolds(total(Measure.SERVICE), 200);
        assertHolds(total(Measure.SEND_LAG), 50);
        assertHolds(total(Measure.UNANSWERED));
    }

    @Test
    void whatWasNeverAnsweredIsKeptWithItsAge() {
        record(Outcome.TIMED_OUT, 100, at(150), 2_000_150);
        record(Outcome.RESET, 100, at(160), 2_000_160);
        record(Outcome.UNFINISHED, 200, LatencyRecorder.NEVER_SENT, 3_000_000);
        assertHolds(total(Measure.UNANSWERED), 2_000_050, 2_000_060, 2_999_800);
        assertHolds(total(Measure.SEND_LAG), 50, 60);
        assertHolds(total(Measure.RESPONSE));
        assertHolds(total(Measure.SERVICE));
        assertThat(recorder.counts()).isEqualTo(new Counts(3, 0, Map.of(Outcome.RESET, 1L), 1, 1));
    }

    @Test
    void aLostMessageIsAnErrorThatNamesTheNumbers() {
        for (int i = 0; i < 5; i++) {
            recorder.intend();
        }
        answer(0, 10);
        record(Outcome.MALFORMED, 0, at(0), 20);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(recorder::counts)
                .withMessage("accounting error: 7 messages intended, but 2 ended"
                        + " (answered 1, failed {MALFORMED=1}, timed out 0, unfinished 0)");
    }

    @Test
    void aMessageThatEndsTwiceIsAnError() {
        answer(0, 10);
        recorder.record(Outcome.UNFINISHED, at(0), at(0), at(30));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(recorder::counts)
                .withMessageContaining("1 messages intended, but 2 ended");
    }

    @Test
    void aTimeThatRunsBackwardsIsNeverClamped() {
        assertThatExceptionOfType(ArrayIndexOutOfBoundsException.class)
                .isThrownBy(() -> record(Outcome.ANSWERED, 100, at(90), 200));
    }

    @Test
    void onlyAnAnswerIsALastAnswer() {
        assertThat(recorder.lastAnswerNs()).isZero();
        answer(0, 2_600_000);
        record(Outcome.TIMED_OUT, 0, at(0), 2_700_000);
        assertThat(recorder.lastAnswerNs()).isEqualTo(2_600_000_000L);
    }

    @Test
    void theEndOfTheDrainExtendsTheLastIntervalAndNeverShortensIt() {
        recorder.end(at(2_400_000));
        assertThat(recorder.intervals().get(2).endNs()).isEqualTo(2_500_000_000L);
        recorder.end(at(3_600_000));
        assertThat(recorder.intervals())
                .extracting(Interval::endNs)
                .containsExactly(1_000_000_000L, 2_000_000_000L, 3_600_000_000L);
    }

    @Test
    void connectAndHandshakeTimesFallIntoTheIntervalThatIsReached() {
        recorder.recordConnect(150_000);
        answer(0, 1_000_000);
        recorder.recordConnect(160_000);
        recorder.recordHandshake(170_000);
        assertHolds(recorder.intervals().get(0).histogram(Measure.CONNECT), 150);
        assertHolds(recorder.intervals().get(1).histogram(Measure.CONNECT), 160);
        assertHolds(recorder.intervals().get(1).histogram(Measure.HANDSHAKE), 170);
    }

    @Test
    void ofTheTimeBeforeTheStartOnlyConnectAndHandshakeAreAdded() {
        LatencyRecorder opening = new LatencyRecorder(0, 1, 1);
        opening.recordConnect(150_000);
        opening.recordHandshake(170_000);
        opening.intend();
        opening.record(Outcome.ANSWERED, 0, 0, 10_000);
        recorder.addOpening(opening);
        assertHolds(total(Measure.CONNECT), 150);
        assertHolds(total(Measure.HANDSHAKE), 170);
        assertHolds(total(Measure.RESPONSE));
        assertThat(recorder.counts()).isEqualTo(Counts.NONE);
    }

    @Test
    void recordersOfDifferentBlocksCannotBeSummed() {
        for (LatencyRecorder other : List.of(
                new LatencyRecorder(START_NS + 1, 2_500_000_000L, 1_000_000_000L),
                new LatencyRecorder(START_NS, 3_500_000_000L, 1_000_000_000L))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> recorder.add(other))
                    .withMessage("recorders of different blocks cannot be summed");
        }
    }

    private void answer(long sentUs, long endedUs) {
        record(Outcome.ANSWERED, sentUs, at(sentUs), endedUs);
    }

    private void record(Outcome outcome, long intendedUs, long sentNs, long endedUs) {
        recorder.intend();
        recorder.record(outcome, at(intendedUs), sentNs, at(endedUs));
    }

    private List<Long> answeredPerInterval() {
        return recorder.intervals().stream()
                .map(interval -> interval.histogram(Measure.RESPONSE).getTotalCount())
                .toList();
    }

    private Histogram total(Measure measure) {
        Histogram total = new Histogram(Interval.HIGHEST_TRACKABLE_NS, Interval.SIGNIFICANT_DIGITS);
        recorder.intervals().forEach(interval -> total.add(interval.histogram(measure)));
        return total;
    }

    private static long at(long us) {
        return START_NS + us * 1_000;
    }
}
