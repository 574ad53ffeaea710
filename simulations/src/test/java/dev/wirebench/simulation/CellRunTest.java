package dev.wirebench.simulation;

import static dev.wirebench.simulation.Cells.LEAD;
import static dev.wirebench.simulation.Cells.MS;
import static dev.wirebench.simulation.Cells.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.Counts;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellRunTest {

    private final FakeClock clock = new FakeClock();
    private final StopSignal stop = new StopSignal();

    private static void exchange(VirtualUser user, FakeClock clock) {
        clock.set(Math.max(clock.nanoTime(), user.intendedNs()));
        if (user.begin()) {
            user.send();
            user.answer(true);
        }
    }

    private VirtualUser user(CellRun run) {
        VirtualUser user = new VirtualUser(run);
        user.start();
        return user;
    }

    @Test
    void everyIntendedMessageIsHandedOutOnce() {
        CellRun run = Cells.run(Cells.open("raw-long", 2), stop, clock);
        VirtualUser first = user(run);
        VirtualUser second = user(run);
        assertThat(run.intendedMessages()).isEqualTo(100);
        for (int i = 0; i < 100; i++) {
            assertThat(first.takeNext() && second.takeNext()).isTrue();
            assertThat(second.intendedNs() - first.intendedNs()).isEqualTo(10 * MS);
            exchange(first, clock);
            exchange(second, clock);
        }
        assertThat(first.takeNext() || second.takeNext()).isFalse();
        assertThat(run.leave()).isEmpty();
        Block block = run.leave().orElseThrow().block();
        assertThat(block.counts()).isEqualTo(new Counts(100, 100, Map.of(), 0, 0));
        assertThat(block.warmUp()).isEqualTo(new Counts(100, 100, Map.of(), 0, 0));
        assertThat(block.measurementNs()).isEqualTo(SECOND);
    }

    @Test
    void aBacklogIsGivenUpWhenTheDrainIsOver() {
        CellRun run = Cells.run(Cells.open("raw-long", 1), stop, clock);
        VirtualUser user = user(run);
        clock.set(LEAD + 3 * SECOND);
        assertThat(user.takeNext()).isFalse();
        Counts counts = run.leave().orElseThrow().block().counts();
        assertThat(counts).isEqualTo(new Counts(100, 0, Map.of(), 0, 100));
    }

    @Test
    void aStoppedCellOwesOnlyWhatWasDue() {
        CellRun run = Cells.run(Cells.open("raw-long", 1), stop, clock);
        VirtualUser user = user(run);
        clock.set(LEAD + SECOND + 255 * MS);
        stop.stop("enough");
        assertThat(user.takeNext()).isFalse();
        Block block = run.leave().orElseThrow().block();
        assertThat(block.counts()).isEqualTo(new Counts(26, 0, Map.of(), 0, 26));
        assertThat(block.measurementNs()).isEqualTo(255 * MS);
    }

    @Test
    void aMessageThatWasTakenButNotDueWhenTheRunStoppedIsNotOwed() {
        CellRun run = Cells.run(Cells.open("raw-long", 1), stop, clock);
        VirtualUser user = user(run);
        clock.set(LEAD + SECOND + 5 * MS);
        for (int i = 0; i < 101; i++) {
            assertThat(user.takeNext()).isTrue();
            exchange(user, clock);
        }
        assertThat(user.takeNext()).isTrue();
        stop.stop("enough");
        assertThat(user.begin()).isFalse();
        assertThat(run.leave().orElseThrow().block().counts()).isEqualTo(new Counts(1, 1, Map.of(), 0, 0));
    }

    @Test
    void theRunStopsWhenNothingIsAnsweredForATimeOut() {
        CellRun run = Cells.run(Cells.open("raw-long", 1), stop, clock);
        run.ended(Outcome.CONNECT_FAILED, 0, 1);
        run.ended(Outcome.ANSWERED, 0, SECOND / 2);
        run.ended(Outcome.CONNECT_FAILED, SECOND / 2, SECOND);
        run.ended(Outcome.CONNECT_FAILED, SECOND, SECOND * 3 / 2);
        assertThat(stop.isStopped()).isFalse();
        run.ended(Outcome.CONNECT_FAILED, SECOND, SECOND * 3 / 2 + 1);
        assertThat(stop.reason()).hasValue("Gatling got no answer on raw-long for 1.0 s");
    }

    @Test
    void aCellThatEndedInItsWarmUpHasNoResult() {
        CellRun run = Cells.run(Cells.open("raw-long", 1), stop, clock);
        VirtualUser user = user(run);
        clock.set(LEAD + SECOND / 2);
        stop.stop("enough");
        assertThat(user.takeNext()).isFalse();
        assertThat(run.leave()).isEmpty();
    }

    @Test
    void aClosedLoadOwesOnlyWhatItTook() {
        CellRun run = Cells.run(Cells.closed("raw-long", 1), stop, clock);
        VirtualUser user = user(run);
        clock.set(LEAD + SECOND);
        for (int i = 0; i < 3; i++) {
            assertThat(user.takeNext()).isTrue();
            exchange(user, clock);
            clock.pass(SECOND / 3);
        }
        clock.set(LEAD + 2 * SECOND);
        assertThat(user.takeNext()).isFalse();
        assertThat(run.leave().orElseThrow().block().counts()).isEqualTo(new Counts(3, 3, Map.of(), 0, 0));
    }

    /** Of each message the send falls half a second before the answer, so that one of either phase crosses its end. */
    @Test
    void answersCountInTheWindowInWhichTheyArrive() {
        CellRun run = Cells.run(Cells.closed("raw-long", 1), stop, clock);
        VirtualUser user = user(run);
        clock.set(LEAD + SECOND / 4);
        while (user.takeNext()) {
            assertThat(user.begin()).isTrue();
            user.send();
            clock.pass(SECOND / 2);
            user.answer(true);
        }
        Block block = run.leave().orElseThrow().block();
        assertThat(block.warmUp().answered()).isEqualTo(2);
        assertThat(block.counts().answered()).isEqualTo(2);
        assertThat(block.answeredInWindow()).isEqualTo(2);
        assertThat(block.throughputPerSecond()).hasValue(2);
    }

    @Test
    void aMessageTakenAtTheVeryEndOfAClosedLoadIsIntendedThen() {
        long[] nowNs = {0};
        CellRun run = Cells.run(Cells.closed("raw-long", 1), stop, () -> nowNs[0]++);
        VirtualUser user = user(run);
        nowNs[0] = LEAD + 2 * SECOND - 1;
        assertThat(user.takeNext()).isTrue();
        assertThat(user.intendedNs()).isEqualTo(LEAD + 2 * SECOND - 1);
        assertThat(user.takeNext()).isFalse();
    }

    @Test
    void aRehearsalHasNoResult() {
        CellRun run = Cells.run(Cells.open("raw-long", 1).warmUpOnly(), stop, clock);
        VirtualUser user = user(run);
        clock.set(LEAD);
        assertThat(user.takeNext()).isTrue();
        exchange(user, clock);
        assertThat(user.isWarmUp()).isTrue();
        clock.set(LEAD + 2 * SECOND);
        assertThat(user.takeNext()).isFalse();
        assertThat(run.leave()).isEmpty();
    }
}
