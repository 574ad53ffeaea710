package dev.wirebench.report.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.record.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class QuantilesTest {

    private static final long SECOND = 1_000_000_000L;

    @Property(seed = "1")
    void quantilesAreThoseOfTheSortedValues(
            @ForAll @Size(max = 200) List<@LongRange(min = 0, max = 60 * SECOND) Long> known,
            @ForAll @Size(max = 20) List<@LongRange(min = 0, max = 60 * SECOND) Long> censored,
            @ForAll @DoubleRange(min = 0, max = 100) double percentile) {
        Quantiles quantiles = new Quantiles(histogram(known), histogram(censored));
        int count = known.size() + censored.size();
        if (count == 0) {
            assertThat(quantiles.at(percentile)).isEmpty();
            return;
        }
        int rank = Math.max(1, (int) Math.ceil(Math.nextDown(percentile) * count / 100));
        List<Long> lower = new ArrayList<>(known);
        lower.addAll(censored);
        List<Long> upper = new ArrayList<>(known);
        upper.addAll(Collections.nCopies(censored.size(), Quantile.INFINITE));
        assertThat(quantiles.at(percentile)).hasValue(new Quantile(sorted(lower, rank), sorted(upper, rank)));
    }

    @Property(seed = "1")
    void withoutCensoredValuesTheyAreHdrHistograms(
            @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 1, max = 60 * SECOND) Long> known,
            @ForAll @DoubleRange(min = 0.01, max = 100) double percentile) {
        Histogram histogram = histogram(known);
        long value = histogram.getValueAtPercentile(percentile);
        assertThat(new Quantiles(histogram, histogram(List.of())).at(percentile))
                .hasValue(new Quantile(value, value));
        assertThat(new Quantiles(histogram).at(percentile)).hasValue(new Quantile(value, value));
    }

    @Test
    void everyTwoHundredthUnansweredLeavesTheHighestPercentilesOpen() {
        Histogram answered = histogram(List.of());
        answered.recordValueWithCount(1_000_000, 9_950);
        Histogram unanswered = histogram(List.of());
        unanswered.recordValueWithCount(2 * SECOND, 50);
        Quantiles quantiles = new Quantiles(answered, unanswered);
        assertThat(quantiles.at(99).orElseThrow().isExact()).isTrue();
        assertThat(quantiles.at(99.5).orElseThrow().isExact()).isTrue();
        assertThat(quantiles.at(99.9))
                .hasValue(new Quantile(answered.highestEquivalentValue(2 * SECOND), Quantile.INFINITE));
    }

    @Test
    void binaryFractionsDoNotMoveARank() {
        Histogram histogram = histogram(List.of());
        histogram.recordValueWithCount(1, 999);
        histogram.recordValueWithCount(1_000, 1);
        assertThat(new Quantiles(histogram).at(99.9)).hasValue(new Quantile(1, 1));
        assertThat(new Quantiles(histogram).at(100)).hasValue(new Quantile(1_000, 1_000));
    }

    private static long sorted(List<Long> values, int rank) {
        Collections.sort(values);
        long value = values.get(rank - 1);
        return value == Quantile.INFINITE ? value : histogram(List.of()).highestEquivalentValue(value);
    }

    private static Histogram histogram(List<Long> values) {
        Histogram histogram = new Histogram(Interval.HIGHEST_TRACKABLE_NS, Interval.SIGNIFICANT_DIGITS);
        values.forEach(histogram::recordValue);
        return histogram;
    }
}
