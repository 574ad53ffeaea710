package dev.wirebench.harness.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentRateTest {

    private static final long QUARTER_NS = 250_000_000;

    private final RecentRate rate = new RecentRate();

    @Test
    void oneReadingIsNoRate() {
        rate.read(0, 100);
        assertThat(rate.perSecond()).isEmpty();
    }

    @Test
    void onlyTheLastSecondCounts() {
        for (int i = 0; i <= 8; i++) {
            rate.read(i * QUARTER_NS, i < 4 ? 0 : (i - 4) * 50L);
        }
        assertThat(rate.perSecond()).hasValue(200);
    }

    @Test
    void aSmallerNumberBeginsAnew() {
        rate.read(0, 5_000);
        rate.read(QUARTER_NS, 10);
        assertThat(rate.perSecond()).isEmpty();
        rate.read(2 * QUARTER_NS, 20);
        assertThat(rate.perSecond()).hasValue(40);
    }
}
