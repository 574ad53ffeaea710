package dev.wirebench.loadgen.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Contract of every schedule. */
abstract class ScheduleContract {

    abstract Schedule create(double ratePerSecond, long lengthNs);

    @Property(tries = 200, seed = "1")
    void sendsAreStrictlyIncreasingAndWithinTheLength(
            @ForAll @DoubleRange(min = 0.5, max = 100_000) double ratePerSecond,
            @ForAll @IntRange(min = 1, max = 200) int lengthMs) {
        long lengthNs = lengthMs * 1_000_000L;
        List<Long> sends = sends(create(ratePerSecond, lengthNs));
        assertThat(sends).allMatch(ns -> ns >= 0 && ns < lengthNs);
        for (int i = 1; i < sends.size(); i++) {
            assertThat(sends.get(i)).isGreaterThan(sends.get(i - 1));
        }
    }

    @Property(tries = 50, seed = "1")
    void theSameScheduleIsDrawnAgain(@ForAll @DoubleRange(min = 1, max = 10_000) double ratePerSecond) {
        assertThat(sends(create(ratePerSecond, 50_000_000))).isEqualTo(sends(create(ratePerSecond, 50_000_000)));
    }

    @Property(tries = 50, seed = "1")
    void anEndedScheduleStaysEnded(@ForAll @DoubleRange(min = 1, max = 10_000) double ratePerSecond) {
        Schedule schedule = create(ratePerSecond, 10_000_000);
        sends(schedule);
        assertThat(schedule.nextSendNs()).isEqualTo(Schedule.END);
        assertThat(schedule.nextSendNs()).isEqualTo(Schedule.END);
    }

    @Property(tries = 50, seed = "1")
    void theSharesOfAllWorkersAreTheWhole(
            @ForAll @DoubleRange(min = 1, max = 20_000) double ratePerSecond,
            @ForAll @IntRange(min = 1, max = 7) int workers) {
        List<Long> together = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            together.addAll(sends(new EveryNth(create(ratePerSecond, 20_000_000), i, workers)));
        }
        assertThat(together).containsExactlyInAnyOrderElementsOf(sends(create(ratePerSecond, 20_000_000)));
    }

    static List<Long> sends(Schedule schedule) {
        List<Long> sends = new ArrayList<>();
        for (long next; (next = schedule.nextSendNs()) != Schedule.END; ) {
            sends.add(next);
        }
        return sends;
    }
}
