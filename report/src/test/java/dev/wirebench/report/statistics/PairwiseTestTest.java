package dev.wirebench.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairwiseTestTest {

    private static final double[] LOW = {1, 2, 3, 4, 5, 6};

    private static double[] times(double factor, double[] values) {
        return Arrays.stream(values).map(value -> factor * value).toArray();
    }

    @Test
    void blocksOfWhichNoneOverlapAreAsSurprisingAsOneOrderInAll() {
        PairwiseTest separation = PairwiseTest.of(LOW, times(10, LOW));
        assertThat(separation.p()).isEqualTo(2 / 924.0, within(1e-12)).isEqualTo(separation.smallestP());
        assertThat(PairwiseTest.of(times(10, LOW), LOW).p()).isEqualTo(separation.p());
    }

    @Test
    void theRatioIsThatOfTheSecondToTheFirstWithinItsBounds() {
        PairwiseTest separation = PairwiseTest.of(LOW, times(10, LOW));
        assertThat(separation.ratio()).isEqualTo(10, within(1e-9));
        assertThat(separation.lower()).isBetween(1.0, 10.0);
        assertThat(separation.upper()).isBetween(10.0, 100.0);
        assertThat(PairwiseTest.of(LOW, LOW).ratio()).isEqualTo(1, within(1e-9));
    }

    @Test
    void tooFewBlocksHaveNoBounds() {
        PairwiseTest separation = PairwiseTest.of(new double[] {1, 2}, new double[] {3, 4});
        assertThat(separation.lower()).isZero();
        assertThat(separation.upper()).isInfinite();
        assertThat(separation.p()).isEqualTo(2 / 6.0, within(1e-12));
    }

    @Test
    void equalValuesCountAgainstADifference() {
        assertThat(PairwiseTest.of(LOW, LOW).p()).isEqualTo(1);
        double apart = PairwiseTest.of(LOW, new double[] {7, 8, 9, 10, 11, 12}).p();
        assertThat(PairwiseTest.of(LOW, new double[] {6, 8, 9, 10, 11, 12}).p()).isGreaterThan(apart);
    }

    @Test
    void theProbabilityIsThatOfAllOrders() {
        SplittableRandom random = new SplittableRandom(7);
        for (int trial = 0; trial < 20; trial++) {
            double[] all = random.doubles(9, 1, 2).toArray();
            double[] first = Arrays.copyOf(all, 4);
            double[] second = Arrays.copyOfRange(all, 4, 9);
            assertThat(PairwiseTest.of(first, second).p()).isEqualTo(counted(all, above(first, second)), within(1e-9));
        }
    }

    /** Of all ways to take 4 of 9 values, those that are as uneven. */
    private static double counted(double[] all, int above) {
        int uneven = Math.min(above, 20 - above);
        int as = 0;
        int ways = 0;
        for (int mask = 0; mask < 1 << 9; mask++) {
            if (Integer.bitCount(mask) == 4) {
                int subset = mask;
                double[] first = IntStream.range(0, 9)
                        .filter(i -> (subset & 1 << i) != 0)
                        .mapToDouble(i -> all[i])
                        .toArray();
                double[] second = IntStream.range(0, 9)
                        .filter(i -> (subset & 1 << i) == 0)
                        .mapToDouble(i -> all[i])
                        .toArray();
                int other = above(first, second);
                as += Math.min(other, 20 - other) <= uneven ? 1 : 0;
                ways++;
            }
        }
        return (double) as / ways;
    }

    private static int above(double[] first, double[] second) {
        int above = 0;
        for (double a : first) {
            for (double b : second) {
                above += b > a ? 1 : 0;
            }
        }
        return above;
    }

    @Test
    void whatHasNoLogarithmIsRefused() {
        assertThatThrownBy(() -> PairwiseTest.of(LOW, new double[] {1, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("above 0");
        assertThatThrownBy(() -> PairwiseTest.of(new double[0], LOW)).isInstanceOf(IllegalArgumentException.class);
    }
}
