package dev.wirebench.analysis;

import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Quantiles of a distribution of which some values are only known to be at least so large.
 *
 * <p>The quantile q of N values is the smallest value with rank >= ceil(q N). Without censored values it is what
 * {@link Histogram#getValueAtPercentile} returns. Immutable as long as the histograms are left alone.
 */
public final class Quantiles {

    private final Histogram known;
    private final Histogram all;

    /**
     * @param known exact values in nanoseconds
     * @param censored lower bounds of further values
     */
    public Quantiles(Histogram known, Histogram censored) {
        this.known = known;
        this.all = known.copy();
        all.add(censored);
    }

    public Quantiles(Histogram known) {
        this.known = known;
        this.all = known;
    }

    /** Exact values only. */
    public Histogram known() {
        return known;
    }

    /** With the lower bounds of all further values. */
    public Histogram all() {
        return all;
    }

    public long count() {
        return all.getTotalCount();
    }

    /**
     * @param percentile 0 to 100; 100 is the largest value
     * @return empty if there are no values
     */
    public Optional<Quantile> at(double percentile) {
        long count = count();
        if (count == 0) {
            return Optional.empty();
        }
        long rank = rank(percentile, count);
        long upperNs = rank > known.getTotalCount() ? Quantile.INFINITE : valueAtRank(known, rank);
        return Optional.of(new Quantile(valueAtRank(all, rank), upperNs));
    }

    /**
     * Where a percentile stands among so many values, from 1 on. As HdrHistogram does it: one ulp less, so that 99.9 % of
     * 1000 is rank 999 in spite of binary fractions.
     */
    public static long rank(double percentile, long count) {
        double p = Math.max(0, Math.nextDown(percentile));
        return Math.max(1, (long) Math.ceil(p * count / 100));
    }

    private static long valueAtRank(Histogram histogram, long rank) {
        for (HistogramIterationValue step : histogram.recordedValues()) {
            if (step.getTotalCountToThisValue() >= rank) {
                return histogram.highestEquivalentValue(step.getValueIteratedTo());
            }
        }
        throw new IllegalArgumentException("rank " + rank + " of " + histogram.getTotalCount() + " values");
    }
}
