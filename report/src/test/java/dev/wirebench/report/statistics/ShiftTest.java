package dev.wirebench.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;

class ShiftTest {

    /** The averages two by two are 1, 1.5, 2, 2, 2.5, 2.5, 3, ... 5, 5, 5.5, 6; of these the third counts at 5 %. */
    @Test
    void boundsOfPairsAreAveragesTwoByTwo() {
        Shift shift = Shift.ofPairs(new double[] {6, 1, 3, 2, 5, 4});
        assertThat(shift.estimate()).isEqualTo(3.5);
        assertThat(shift.lower(0.05)).isEqualTo(2);
        assertThat(shift.upper(0.05)).isEqualTo(5);
        assertThat(shift.lower(0.02)).isEqualTo(1);
        assertThat(shift.upper(0.02)).isEqualTo(6);
    }

    @Test
    void tooFewPairsHaveNoBounds() {
        Shift shift = Shift.ofPairs(new double[] {1, 2, 3});
        assertThat(shift.lower(0.05)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(shift.upper(0.05)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    /** The differences are 9, 9.5, 9.5, 10, 10.5, 10.5, 11, 11, 12; the first counts at 5 %. */
    @Test
    void boundsBetweenSamplesAreDifferences() {
        Shift shift = Shift.between(new double[] {1, 2, 2.5}, new double[] {11.5, 12, 13}, Double.NaN);
        assertThat(shift.estimate()).isEqualTo(10.5);
        assertThat(shift.lower(0.05)).isEqualTo(9);
        assertThat(shift.upper(0.05)).isEqualTo(12);
    }

    @Property(tries = 200, seed = "1")
    void theBoundExcludesZeroExactlyWhereTheTestRejects(
            @ForAll @Size(min = 6, max = 25) List<@DoubleRange(min = -1, max = 1.5) Double> differences,
            @ForAll @IntRange(min = 1, max = 100) int thousandths) {
        double alpha = thousandths / 1e3;
        // Distinct in size and not 0, as the exact test wants them.
        double[] values = IntStream.range(0, differences.size())
                .mapToDouble(i -> differences.get(i) + (i + 1) * Math.sqrt(2) * 1e-6)
                .toArray();
        double p = WilcoxonSignedRankTest.withDefaults()
                .with(AlternativeHypothesis.GREATER_THAN)
                .with(PValueMethod.EXACT)
                .test(values)
                .getPValue();
        assertThat(Shift.ofPairs(values).lower(alpha) > 0).isEqualTo(p <= alpha);
    }

    @Property(tries = 200, seed = "1")
    void boundsEncloseTheEstimateAndMoveWithTheValues(
            @ForAll @Size(min = 8, max = 25) List<@DoubleRange(min = -1, max = 1) Double> differences,
            @ForAll @DoubleRange(min = -5, max = 5) double by) {
        double[] values = differences.stream().mapToDouble(Double::doubleValue).toArray();
        double[] moved = differences.stream().mapToDouble(value -> value + by).toArray();
        Shift shift = Shift.ofPairs(values);
        assertThat(shift.lower(0.01)).isLessThanOrEqualTo(shift.lower(0.05)).isLessThanOrEqualTo(shift.estimate());
        assertThat(shift.upper(0.01))
                .isGreaterThanOrEqualTo(shift.upper(0.05))
                .isGreaterThanOrEqualTo(shift.estimate());
        assertThat(Shift.ofPairs(moved).lower(0.05)).isCloseTo(shift.lower(0.05) + by, within(1e-9));
        assertThat(Shift.ofPairs(moved).estimate()).isCloseTo(shift.estimate() + by, within(1e-9));
    }

    @Test
    void anEndlesslyBadSlotIsAsBadAsAnyOther() {
        double[] values = {Double.POSITIVE_INFINITY, 0.1, 0.2, 0.3, 0.4, 0.5, Double.NEGATIVE_INFINITY, 0.6};
        Shift shift = Shift.ofPairs(values);
        assertThat(shift.estimate()).isBetween(0.1, 0.6);
        assertThat(shift.upper(0.005)).isEqualTo(Double.POSITIVE_INFINITY);
    }
}
