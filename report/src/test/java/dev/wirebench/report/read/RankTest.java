package dev.wirebench.report.read;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankTest {

    @ParameterizedTest
    @CsvSource({
        "50, 1000, 500",
        "50, 1001, 501",
        "99.9, 1000, 999",
        "99.9, 10000, 9990",
        "99.9, 1001, 1000",
        "95, 20, 19",
        "95, 21, 20",
        "100, 7, 7",
        "0, 7, 1",
        "99.9, 1, 1",
        "99.5, 200, 199",
        "99.6, 200, 200",
        "99.9, 41000, 40959",
    })
    void itIsTheSmallestRankThatIsAtLeastQN(double percentile, long count, long rank) {
        assertThat(Quantiles.rank(percentile, count)).isEqualTo(rank);
    }

    @Property(seed = "1")
    void itIsTheRankThatMeasuredQuantilesHave(
            @ForAll @DoubleRange(max = 100) double percentile, @ForAll @IntRange(min = 1, max = 1000) int count) {
        Histogram oneToCount = new Histogram(3);
        for (int value = 1; value <= count; value++) {
            oneToCount.recordValue(value);
        }
        assertThat(new Quantiles(oneToCount).at(percentile).orElseThrow().lowerNs())
                .isEqualTo(Quantiles.rank(percentile, count));
    }
}
