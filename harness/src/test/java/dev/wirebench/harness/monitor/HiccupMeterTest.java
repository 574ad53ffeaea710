package dev.wirebench.harness.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HiccupMeterTest {

    private static final long MS = 1_000_000;

    private final AtomicLong clock = new AtomicLong(-5);
    private final HiccupMeter meter = new HiccupMeter(clock::get);

    private void sleepThatLasted(long ns) {
        clock.addAndGet(ns);
        meter.woke();
    }

    @Test
    void whatASleepLastsLongerThanItShouldIsAPause() {
        HiccupMeter.Watch watch = meter.watch();
        sleepThatLasted(MS);
        sleepThatLasted(MS + 1_000 * MS);
        sleepThatLasted(MS + 3 * MS);
        watch.end();
        assertThat(watch.longestNs()).isEqualTo(1_000 * MS);
        assertThat(watch.sumNs()).isEqualTo(1_003 * MS);
    }

    @Test
    void lessThanAMillisecondIsNone() {
        HiccupMeter.Watch watch = meter.watch();
        sleepThatLasted(2 * MS - 1);
        watch.end();
        assertThat(watch.longestNs()).isZero();
        assertThat(watch.sumNs()).isZero();
        HiccupMeter.Watch next = meter.watch();
        sleepThatLasted(2 * MS);
        next.end();
        assertThat(next.sumNs()).isEqualTo(MS);
    }

    /** Whoever ends the block may run before the sleeping thread does. */
    @Test
    void aPauseCountsBeforeTheSleepingThreadHasWokenUp() {
        HiccupMeter.Watch watch = meter.watch();
        clock.addAndGet(700 * MS);
        watch.end();
        assertThat(watch.longestNs()).isEqualTo(699 * MS);
    }

    @Test
    void aPauseBeforeOrAfterTheStretchIsNotItsOwn() {
        clock.addAndGet(500 * MS);
        HiccupMeter.Watch watch = meter.watch();
        sleepThatLasted(MS);
        watch.end();
        sleepThatLasted(500 * MS);
        assertThat(watch.longestNs()).isZero();
    }
}
