package dev.wirebench.simulation;

import static dev.wirebench.simulation.Cells.LEAD;
import static dev.wirebench.simulation.Cells.MS;
import static dev.wirebench.simulation.Cells.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Counts;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class VirtualUserTest {

    private final FakeClock clock = new FakeClock();
    private final StopSignal stop = new StopSignal();

    private CellRun run;
    private VirtualUser user;

    private void startAt(CellSpec spec) {
        run = Cells.run(spec, stop, clock);
        user = new VirtualUser(run);
        user.start();
    }

    /** Takes a message of the measurement, which is the (100 + n)-th, and waits for it. */
    private void awaitMeasured(int n) {
        do {
            assertThat(user.takeNext()).isTrue();
        } while (user.intendedNs() < LEAD + SECOND + n * 10 * MS);
        clock.set(Math.max(clock.nanoTime(), user.intendedNs()));
        assertThat(user.begin()).isTrue();
    }

    private BlockResult leave() {
        return run.leave().orElseThrow();
    }

    private static Histogram sum(BlockResult result, Measure measure) {
        Histogram sum = result.intervals().get(0).histogram(measure);
        assertThat(result.intervals()).hasSize(1);
        return sum;
    }

    @Test
    void aMessageOnAKeptConnectionBeginsWithItsSend() {
        startAt(Cells.open("raw-long", 1));
        awaitMeasured(0);
        clock.pass(2 * MS);
        user.send();
        clock.pass(3 * MS);
        assertThat(user.answer(true)).isTrue();
        BlockResult result = leave();
        assertThat(sum(result, Measure.SEND_LAG).getMaxValue()).isCloseTo(2 * MS, within());
        assertThat(sum(result, Measure.SERVICE).getMaxValue()).isCloseTo(3 * MS, within());
        assertThat(sum(result, Measure.RESPONSE).getMaxValue()).isCloseTo(5 * MS, within());
    }

    @Test
    void aMessageOnItsOwnConnectionBeginsWithTheConnect() {
        startAt(Cells.open("websocket-short", 1));
        awaitMeasured(0);
        user.connect();
        clock.pass(MS);
        user.connected(true);
        clock.pass(2 * MS);
        user.handshakeDone();
        clock.pass(MS);
        user.send();
        clock.pass(4 * MS);
        user.answer(true);
        BlockResult result = leave();
        assertThat(sum(result, Measure.SERVICE).getMaxValue()).isCloseTo(8 * MS, within());
        assertThat(sum(result, Measure.CONNECT).getMaxValue()).isCloseTo(MS, within());
        assertThat(sum(result, Measure.HANDSHAKE).getMaxValue()).isCloseTo(2 * MS, within());
        assertThat(result.block().traffic().connections()).isEqualTo(1);
        assertThat(user.isConnectionSpent()).isTrue();
    }

    @Test
    void aConnectionOpenedAheadIsCountedOnceAndTimesNoMessage() {
        run = Cells.run(Cells.open("websocket-long", 1), stop, clock);
        user = new VirtualUser(run);
        user.connect();
        clock.pass(5 * MS);
        user.connected(true);
        clock.pass(6 * MS);
        user.handshakeDone();
        user.start();
        clock.pass(3 * SECOND);
        BlockResult result = leave();
        assertThat(sum(result, Measure.CONNECT).getMaxValue()).isCloseTo(5 * MS, within());
        assertThat(sum(result, Measure.HANDSHAKE).getMaxValue()).isCloseTo(6 * MS, within());
        assertThat(result.block().traffic().connections()).isEqualTo(1);
    }

    @Test
    void warmUpSamplesReachNoHistogram() {
        startAt(Cells.open("raw-long", 1));
        assertThat(user.takeNext()).isTrue();
        clock.set(user.intendedNs());
        assertThat(user.begin()).isTrue();
        assertThat(user.isWarmUp()).isTrue();
        user.send();
        user.answer(true);
        clock.set(LEAD + 2 * SECOND);
        BlockResult result = leave();
        assertThat(sum(result, Measure.RESPONSE).getTotalCount()).isZero();
        assertThat(result.block().warmUp().answered()).isEqualTo(1);
        assertThat(result.block().warmUp().unfinished()).isEqualTo(99);
        assertThat(result.block().counts()).isEqualTo(new Counts(100, 0, Map.of(), 0, 100));
    }

    @Test
    void aLateAnswerIsATimeOut() {
        startAt(Cells.open("raw-long", 1));
        awaitMeasured(0);
        user.send();
        clock.pass(SECOND + 1);
        assertThat(user.answer(true)).isFalse();
        assertThat(user.outcome()).isEqualTo(Outcome.TIMED_OUT);
    }

    @Test
    void aWrongAnswerIsAFailure() {
        startAt(Cells.open("raw-long", 1));
        awaitMeasured(0);
        user.send();
        byte[] other = user.message().clone();
        other[0] ^= 1;
        assertThat(user.answer(other)).isFalse();
        assertThat(user.outcome()).isEqualTo(Outcome.WRONG_ANSWER);
    }

    @Test
    void eachMessageHasItsOwnSequenceNumber() {
        startAt(Cells.open("raw-long", 1));
        awaitMeasured(0);
        byte[] first = user.message().clone();
        user.send();
        user.answer(first);
        awaitMeasured(1);
        user.send();
        assertThat(user.answer(first)).isFalse();
    }

    @Test
    void whatGatlingGaveUpIsNamedAfterTheLastStepReached() {
        startAt(Cells.open("websocket-short", 1));
        awaitMeasured(0);
        user.connect();
        user.resolve();
        assertThat(user.outcome()).isEqualTo(Outcome.CONNECT_FAILED);
        awaitMeasured(1);
        user.connect();
        user.connected(true);
        user.resolve();
        assertThat(user.outcome()).isEqualTo(Outcome.HANDSHAKE_REFUSED);
        awaitMeasured(2);
        user.connect();
        user.connected(true);
        user.handshakeDone();
        user.send();
        user.resolve();
        assertThat(user.outcome()).isEqualTo(Outcome.RESET);
        awaitMeasured(3);
        user.connect();
        clock.pass(SECOND);
        user.resolve();
        assertThat(user.outcome()).isEqualTo(Outcome.TIMED_OUT);
    }

    @Test
    void aWrongStatusIsNeverAnAnswer() {
        startAt(Cells.open("http-long", 1));
        awaitMeasured(0);
        user.connect();
        user.connected(false);
        user.send();
        user.status(500);
        assertThat(user.answer(user.message())).isFalse();
        assertThat(user.outcome()).isEqualTo(Outcome.WRONG_STATUS);
    }

    @Test
    void aMessageNeverEndsTwice() {
        startAt(Cells.open("raw-long", 1));
        awaitMeasured(0);
        user.send();
        user.answer(true);
        user.resolve();
        assertThatThrownBy(() -> user.answer(true)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aConnectionIsSpentAfterAsManyMessagesAsTheCellSays() {
        startAt(Cells.open("http-2", 1));
        awaitMeasured(0);
        assertThat(user.isLastOnConnection()).isFalse();
        user.connect();
        user.connected(false);
        user.send();
        user.answer(true);
        assertThat(user.isConnectionSpent()).isFalse();
        awaitMeasured(1);
        assertThat(user.isLastOnConnection()).isTrue();
        user.send();
        user.answer(true);
        assertThat(user.isConnectionSpent()).isTrue();
    }

    private static org.assertj.core.data.Percentage within() {
        return org.assertj.core.data.Percentage.withPercentage(0.1);
    }
}
