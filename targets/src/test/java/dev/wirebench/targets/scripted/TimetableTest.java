package dev.wirebench.targets.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.model.plan.TargetScript.Constant;
import dev.wirebench.model.plan.TargetScript.Exponential;
import dev.wirebench.model.plan.TargetScript.Stall;
import dev.wirebench.model.plan.TargetScript.Step;
import dev.wirebench.model.plan.TargetScript.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {

    /** 1000 arrivals a second, starting at 0. */
    private static final long GAP_NS = 1_000_000;

    @ParameterizedTest
    @CsvSource({
        "open all along, 0, 3, 3",
        "no work, 2, 0, 2",
        "done as the stall begins, 2, 4, 6",
        "cut by a stall, 2, 5, 11",
        "cut and done later, 5, 6, 15",
        "started as the stall begins, 6, 3, 13",
        "started within a stall, 8, 3, 13",
        "no work within a stall, 8, 0, 10",
        "started as the stall ends, 10, 3, 13",
        "cut by two stalls, 0, 13, 21",
        "done as the second stall begins, 0, 12, 16",
        "cut by three stalls from within one, 7, 19, 41",
        "in a later period, 1004, 3, 1011"
    })
    void workStandsStillInTheLast4OfEvery10Ns(String what, long startNs, long workNs, long finishNs) {
        assertThat(new Timetable(stalling(10, 4)).finish(startNs, workNs))
                .as(what)
                .isEqualTo(finishNs);
    }

    @Property(seed = "1")
    void countingEveryNanosecondGivesTheSameFinish(
            @ForAll @IntRange(min = 2, max = 40) int everyNs,
            @ForAll @IntRange(min = 1, max = 39) int forNs,
            @ForAll @IntRange(min = 0, max = 300) int startNs,
            @ForAll @IntRange(min = 0, max = 300) int workNs) {
        Assume.that(forNs < everyNs);
        long at = startNs;
        while (at % everyNs >= everyNs - forNs) {
            at++;
        }
        for (int left = workNs; left > 0; at++) {
            left -= at % everyNs >= everyNs - forNs ? 0 : 1;
        }
        assertThat(new Timetable(stalling(everyNs, forNs)).finish(startNs, workNs))
                .isEqualTo(at);
    }

    @Property(seed = "1")
    void nothingIsDoneWithinAStall(
            @ForAll @IntRange(min = 0, max = 2_000_000_000) int startNs,
            @ForAll @IntRange(min = 0, max = 2_000_000_000) int workNs) {
        Timetable timetable = new Timetable(stalling(10_000_000, 800_000));
        assertThat(timetable.finish(startNs, workNs) % 10_000_000).isLessThanOrEqualTo(9_200_000);
    }

    @Property(seed = "1")
    void aLaterStartOrMoreWorkIsNeverDoneEarlier(
            @ForAll @IntRange(min = 0, max = 1000) int startNs, @ForAll @IntRange(min = 0, max = 1000) int workNs) {
        Timetable timetable = new Timetable(stalling(70, 13));
        long finishNs = timetable.finish(startNs, workNs);
        assertThat(timetable.finish(startNs + 1, workNs)).isGreaterThanOrEqualTo(finishNs);
        assertThat(timetable.finish(startNs, workNs + 1)).isGreaterThan(finishNs);
    }

    @Property(seed = "1")
    void workInPartsIsDoneWhenTheWholeIs(
            @ForAll @IntRange(min = 0, max = 1000) int startNs,
            @ForAll @IntRange(min = 1, max = 500) int firstNs,
            @ForAll @IntRange(min = 1, max = 500) int secondNs) {
        Timetable timetable = new Timetable(stalling(50, 20));
        assertThat(timetable.finish(timetable.finish(startNs, firstNs), secondNs))
                .isEqualTo(timetable.finish(startNs, firstNs + secondNs));
    }

    @Test
    void inParallelEveryMessageTakesItsOwnTime() {
        Timetable timetable = new Timetable(TargetScript.parallel(steps(new Step(1, 5), new Step(2, 1))));
        assertThat(doneMs(timetable, 0, 1, 2, 3, 4)).containsExactly(5L, 2L, 3L, 8L, 5L);
    }

    @Test
    void oneAfterTheOtherAMessageWaitsForTheLast() {
        Timetable timetable = new Timetable(TargetScript.fifo(steps(new Step(1, 5), new Step(2, 1))));
        assertThat(doneMs(timetable, 0, 1, 2, 20, 21)).containsExactly(5L, 6L, 7L, 25L, 26L);
    }

    /** Lindley: R_n = max(0, R_(n-1) - A_n) + S_n, with response times R, gaps A and service times S. */
    @Test
    void oneAfterTheOtherResponseTimesFollowLindley() {
        Exponential service = new Exponential(2, 7L);
        Timetable timetable = new Timetable(TargetScript.fifo(service));
        LongSupplier again = service.times();
        long lastNs = 0;
        for (int i = 0; i < 10_000; i++) {
            lastNs = Math.max(0, lastNs - 3 * GAP_NS) + again.getAsLong();
            Timetable.Entry entry = timetable.receive(i * 3 * GAP_NS);
            assertThat(entry.doneNs() - entry.receivedNs()).isEqualTo(lastNs);
        }
    }

    @Test
    void aBacklogIsWorkedOffAroundStalls() {
        TargetScript script = TargetScript.fifo(new Constant(3)).withStall(new Stall(0.010, 0.004));
        assertThat(doneMs(new Timetable(script), 0, 0, 0, 0, 0)).containsExactly(3L, 6L, 13L, 16L, 23L);
    }

    @Test
    void everyNthMessageIsUnansweredAndTakesItsTimeAllTheSame() {
        Timetable timetable = new Timetable(TargetScript.fifo(new Constant(1)).withUnansweredEvery(3));
        List<Timetable.Entry> entries =
                IntStream.rangeClosed(1, 9).mapToObj(i -> timetable.receive(0)).toList();
        assertThat(entries)
                .extracting(Timetable.Entry::isAnswered)
                .containsExactly(true, true, false, true, true, false, true, true, false);
        assertThat(entries)
                .extracting(Timetable.Entry::doneNs)
                .isEqualTo(LongStream.rangeClosed(1, 9)
                        .map(i -> i * GAP_NS)
                        .boxed()
                        .toList());
    }

    @Test
    void anEntryKeepsWhatItWasMadeOf() {
        Timetable timetable = new Timetable(TargetScript.parallel(new Constant(2)));
        assertThat(timetable.receive(7)).isEqualTo(new Timetable.Entry(7, 2_000_000, 2_000_007, true));
    }

    @Test
    void aStallThatLeavesNoTimeIsRefused() {
        assertThatThrownBy(() -> new Timetable(stalling(0.4, 0.1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("stall must leave at least 1 ns of every period");
    }

    /** D + max(0, S - T(1-q)): service D = 1 ms, stalls of S = 0.8 s every T = 10 s. */
    @ParameterizedTest
    @CsvSource({"0.5, 1", "0.9, 1", "0.95, 301", "0.99, 701", "0.999, 791", "1, 801"})
    void aFullStallHasItsQuantiles(double quantile, double responseMs) {
        TargetScript script = TargetScript.parallel(new Constant(1)).withStall(new Stall(10, 0.8));
        assertThat(responseMs(script, quantile)).isCloseTo(responseMs, offset(1.0));
    }

    /** D + max(0, S - T(1-q)(1-rho)): D = 0.5 ms, rho = 0.5, stalls of S = 0.4 s every T = 10 s; one at a time. */
    @ParameterizedTest
    @CsvSource({"0.5, 0.5", "0.9, 0.5", "0.95, 150.5", "0.99, 350.5", "0.999, 395.5", "1, 400.5"})
    void aStalledServerHasItsQuantiles(double quantile, double responseMs) {
        TargetScript script = TargetScript.fifo(new Constant(0.5)).withStall(new Stall(10, 0.4));
        assertThat(responseMs(script, quantile)).isCloseTo(responseMs, offset(1.0));
    }

    /** D + q(rho-1)T: D = 1.2 ms, so rho = 1.2, for T = 10 s; one at a time. */
    @ParameterizedTest
    @CsvSource({"0.5, 1001.2", "0.9, 1801.2", "0.99, 1981.2", "1, 2001.2"})
    void anOverloadedServerHasItsQuantiles(double quantile, double responseMs) {
        TargetScript script = TargetScript.fifo(new Constant(1.2));
        assertThat(responseMs(script, quantile)).isCloseTo(responseMs, offset(1.0));
    }

    /** The smallest value with rank >= ceil(q N), over 10 s with the end of a stall in the middle. */
    private static double responseMs(TargetScript script, double quantile) {
        Timetable timetable = new Timetable(script);
        long[] responses = LongStream.range(0, 10_000)
                .mapToObj(i -> timetable.receive((5_000 + i) * GAP_NS))
                .mapToLong(entry -> entry.doneNs() - entry.receivedNs())
                .sorted()
                .toArray();
        return responses[(int) Math.ceil(quantile * responses.length) - 1] / 1e6;
    }

    private static List<Long> doneMs(Timetable timetable, long... receivedMs) {
        List<Long> done = new ArrayList<>();
        for (long ms : receivedMs) {
            done.add(timetable.receive(ms * 1_000_000).doneNs() / 1_000_000);
        }
        return done;
    }

    private static Table steps(Step... steps) {
        return new Table(Arrays.asList(steps));
    }

    private static TargetScript stalling(double everyNs, double forNs) {
        return TargetScript.parallel(new Constant(1)).withStall(new Stall(everyNs / 1e9, forNs / 1e9));
    }
}
