package dev.wirebench.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CriticalRanksTest {

    /** Of the 2^n ways to choose signs, so many have a sum of positive ranks of at most the given one. */
    @ParameterizedTest
    @CsvSource({"6, 0, 1", "6, 2, 3", "6, 3, 5", "8, 3, 5", "8, 5, 10", "12, 7, 19"})
    void theSignedRankDistributionIsThatOfTheSigns(int n, int sum, int ways) {
        assertThat(CriticalRanks.signedRankP(n, sum)).isCloseTo(ways / Math.pow(2, n), within(1e-12));
    }

    /** From the tables in textbooks: the critical sum is one less, as sums begin at 0. */
    @ParameterizedTest
    @CsvSource({
        "5, 0.05, 1",
        "6, 0.05, 3",
        "6, 0.025, 1",
        "6, 0.01, 0",
        "8, 0.05, 6",
        "8, 0.025, 4",
        "8, 0.01, 2",
        "8, 0.005, 1",
        "12, 0.025, 14",
        "20, 0.025, 53",
        "30, 0.005, 110"
    })
    void criticalSignedRanksAreThoseOfTheTables(int n, double alpha, int rank) {
        assertThat(CriticalRanks.signedRank(n, alpha)).isEqualTo(rank);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 3, 0.05, 1",
        "4, 4, 0.05, 2",
        "5, 5, 0.025, 3",
        "5, 5, 0.005, 1",
        "8, 8, 0.025, 14",
        "6, 10, 0.025, 12"
    })
    void criticalMannWhitneyRanksAreThoseOfTheTables(int n, int m, double alpha, int rank) {
        assertThat(CriticalRanks.mannWhitney(n, m, alpha)).isEqualTo(rank);
    }

    @Test
    void theApproximationsForLargeSamplesAgreeWithTheNormalDistribution() {
        int n = 400;
        double mean = n * (n + 1) / 4.0;
        double deviation = Math.sqrt(n * (n + 1.0) * (2 * n + 1) / 24);
        assertThat(CriticalRanks.signedRank(n, 0.025)).isCloseTo((int) (mean - 1.96 * deviation), within(2));
        int m = 100;
        double deviationU = Math.sqrt(m * m * (2 * m + 1.0) / 12);
        assertThat(CriticalRanks.mannWhitney(m, m, 0.025))
                .isCloseTo((int) (m * m / 2.0 - 1.96 * deviationU), within(2));
    }

    @Property(tries = 100, seed = "1")
    void aSmallerAlphaNeedsASmallerRank(
            @ForAll @IntRange(min = 1, max = 40) int n,
            @ForAll @IntRange(min = 1, max = 2000) int tenThousandths,
            @ForAll @IntRange(min = 1, max = 2000) int others) {
        double alpha = tenThousandths / 1e4;
        double other = others / 1e4;
        int rank = CriticalRanks.signedRank(n, Math.min(alpha, other));
        assertThat(rank).isLessThanOrEqualTo(CriticalRanks.signedRank(n, Math.max(alpha, other)));
    }
}
