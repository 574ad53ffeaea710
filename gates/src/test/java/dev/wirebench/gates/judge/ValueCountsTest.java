package dev.wirebench.gates.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.record.Interval;
import dev.wirebench.report.read.Quantiles;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ValueCountsTest {

    private static final long MINUTE = 60_000_000_000L;

    private static Histogram histogram(List<Long> values) {
        Histogram histogram = new Histogram(Interval.HIGHEST_TRACKABLE_NS, Interval.SIGNIFICANT_DIGITS);
        values.forEach(histogram::recordValue);
        return histogram;
    }

    @Property(tries = 300, seed = "1")
    void percentilesAreThoseOfTheHistograms(
            @ForAll @NotEmpty @Size(max = 100) List<@LongRange(min = 0, max = MINUTE) Long> known,
            @ForAll @Size(max = 20) List<@LongRange(min = 0, max = MINUTE) Long> censored,
            @ForAll @DoubleRange(min = 0.01, max = 100) double percentile) {
        Quantiles quantiles = new Quantiles(histogram(known), histogram(censored));
        assertThat(SlotSample.of(quantiles).at(percentile))
                .isEqualTo(quantiles.at(percentile).orElseThrow());
    }

    @Property(tries = 300, seed = "1")
    void theSumOfPartsIsTheWhole(
            @ForAll @Size(max = 5) List<@Size(max = 30) List<@LongRange(min = 0, max = 5000) Long>> parts,
            @ForAll @LongRange(min = 0, max = 5000) long border) {
        Histogram whole = histogram(List.of());
        parts.forEach(part -> whole.add(histogram(part)));
        ValueCounts sum = ValueCounts.sum(
                parts.stream().map(part -> ValueCounts.of(histogram(part))).toList());
        ValueCounts expected = ValueCounts.of(whole);
        assertThat(sum.count()).isEqualTo(whole.getTotalCount());
        assertThat(sum.countUpTo(border)).isEqualTo(expected.countUpTo(border));
        for (long rank = 1; rank <= sum.count(); rank++) {
            assertThat(sum.atRank(rank)).isEqualTo(expected.atRank(rank));
        }
    }

    @Test
    void whatWasNeverAnsweredIsAboveEverything() {
        SlotSample sample = SlotSample.of(new Quantiles(histogram(List.of(10L, 20L, 30L)), histogram(List.of(5L))));
        assertThat(sample.count()).isEqualTo(4);
        assertThat(sample.countAbove(30)).isEqualTo(1);
        assertThat(sample.countAbove(15)).isEqualTo(3);
        assertThat(sample.at(100).isExact()).isFalse();
    }
}
