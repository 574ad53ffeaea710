package dev.wirebench.gates.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wirebench.report.read.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class QuantileBoundsTest {

    private static SlotSample sample(long... values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        long[] distinct = Arrays.stream(sorted).distinct().toArray();
        long[] counts = Arrays.stream(distinct)
                .map(value ->
                        Arrays.stream(sorted).filter(each -> each == value).count())
                .toArray();
        ValueCounts tally = ValueCounts.of(distinct, counts);
        return new SlotSample(tally, tally);
    }

    /** So many stretches, each with all the numbers from 1 on, so that there is nothing in which they differ. */
    private static List<SlotSample> alike(int stretches, int messages) {
        long[] values = new long[messages];
        Arrays.setAll(values, i -> i + 1L);
        return Collections.nCopies(stretches, sample(values));
    }

    /** The normal approximation of the binomial, with t for 25 stretches in place of z, is good to a value or two. */
    @Test
    void boundsOfTheMedianAreOrderStatistics() {
        QuantileBounds bounds = new QuantileBounds(alike(25, 200), 50);
        assertThat(bounds.designEffect()).isEqualTo(1);
        assertThat(bounds.estimate()).isEqualTo(100);
        double t24 = 2.063899;
        double shareBelow = t24 * 0.5 / Math.sqrt(5000);
        assertThat(bounds.lower(0.025)).isCloseTo(Math.round(100 - 200 * shareBelow), within(1L));
        // One stretch more, all of it beyond: half of 26 stretches, of which one is taken, leaves 12.5 of 25 less a
        // half.
        double stalled = 200 * 0.5 / 25;
        assertThat(bounds.upper(0.025)).isCloseTo(Math.round(100 + stalled + 200 * shareBelow), within(2L));
    }

    /** Every message says the same as all others of its stretch: m k / (k - 1) of them say as much as one. */
    @Test
    void stretchesThatAreAllAlikeInsideCountOnce() {
        List<SlotSample> stretches = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long[] values = new long[100];
            Arrays.fill(values, i % 2 == 0 ? 10 : 20);
            stretches.add(sample(values));
        }
        assertThat(new QuantileBounds(stretches, 50).designEffect()).isCloseTo(100 * 20 / 19.0, within(1e-9));
    }

    @Test
    void neighboursThatAreAlikeCountOnceToo() {
        List<SlotSample> stretches = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            stretches.add(sample(i / 4 % 2 == 0 ? 10 : 20));
        }
        assertThat(new QuantileBounds(stretches, 50).designEffect()).isCloseTo(4 * 6 / 5.0, within(1e-9));
    }

    @Test
    void fewStretchesLeaveTheUpperEndOfAP99Open() {
        assertThat(new QuantileBounds(alike(12, 2000), 99).upper(0.01)).isEqualTo(Quantile.INFINITE);
        assertThat(new QuantileBounds(alike(30, 2000), 99).upper(0.01)).isLessThan(2000);
        assertThat(new QuantileBounds(alike(12, 2000), 99).lower(0.01)).isBetween(1900L, 1980L);
    }

    @Test
    void messagesWithoutAnAnswerAreBeyondEveryLimit() {
        ValueCounts known = ValueCounts.of(new long[] {10}, new long[] {90});
        ValueCounts all = ValueCounts.of(new long[] {5, 10}, new long[] {10, 90});
        QuantileBounds bounds = new QuantileBounds(Collections.nCopies(30, new SlotSample(known, all)), 95);
        assertThat(bounds.estimate()).isEqualTo(Quantile.INFINITE);
        assertThat(bounds.lower(0.01)).isEqualTo(Quantile.INFINITE);
    }

    @Property(tries = 100, seed = "1")
    void boundsEncloseTheEstimateAndWidenWithASmallerAlpha(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<SlotSample> stretches = new ArrayList<>();
        for (int i = 0; i < 12 + random.nextInt(30); i++) {
            stretches.add(sample(random.longs(50, 1, 1000).toArray()));
        }
        QuantileBounds bounds = new QuantileBounds(stretches, random.nextDouble(20, 99));
        assertThat(bounds.lower(0.001)).isLessThanOrEqualTo(bounds.lower(0.05)).isLessThanOrEqualTo(bounds.estimate());
        assertThat(bounds.upper(0.001))
                .isGreaterThanOrEqualTo(bounds.upper(0.05))
                .isGreaterThanOrEqualTo(bounds.estimate());
    }
}
