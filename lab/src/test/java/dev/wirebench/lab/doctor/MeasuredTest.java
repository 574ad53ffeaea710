package dev.wirebench.lab.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is measured of clocks, by clocks that are made up. */
class MeasuredTest {

    private final AtomicLong nowNs = new AtomicLong();

    @Test
    void aClockThatMovesWithEachReadingCostsOneStep() {
        assertThat(ClockCost.measure(() -> nowNs.addAndGet(40))).isEqualTo(new ClockCost(40, 40));
    }

    /** Of ten readings nine see the same instant. */
    @Test
    void aCoarseClockHasLargeSteps() {
        ClockCost cost = ClockCost.measure(() -> nowNs.addAndGet(30) / 300 * 300);
        assertThat(cost.granularityNs()).isEqualTo(300);
        assertThat(cost.costNs()).isEqualTo(30);
    }

    @Test
    void aClockThatStandsStillIsInfinitelyCoarse() {
        assertThat(ClockCost.measure(() -> 7).granularityNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void latenessIsWhatASleepTakesBeyondWhatWasAskedFor() throws IOException {
        AtomicLong sleeps = new AtomicLong();
        TimerLateness lateness =
                TimerLateness.measure(() -> nowNs.addAndGet(1000 + sleeps.incrementAndGet()), 1000, 200, nowNs::get);
        assertThat(lateness).isEqualTo(new TimerLateness(100, 198));
    }
}
