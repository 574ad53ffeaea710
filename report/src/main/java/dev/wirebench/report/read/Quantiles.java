package dev.wirebench.report.read;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
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
    private final Ranks knownRanks;
    private final Ranks allRanks;

    /**
     * @param known exact values in nanoseconds
     * @param censored lower bounds of further values
     */
    public Quantiles(Histogram known, Histogram censored) {
        this(known, sum(known, censored), Ranks.of(known));
    }

    public Quantiles(Histogram known) {
        this(known, known, Ranks.of(known));
    }

    private Quantiles(Histogram known, Histogram all, Ranks knownRanks) {
        this.known = known;
        this.all = all;
        this.knownRanks = knownRanks;
        this.allRanks = all == known ? knownRanks : Ranks.of(all);
    }

    private static Histogram sum(Histogram known, Histogram censored) {
        if (censored.getTotalCount() == 0) {
            return known;
        }
        Histogram sum = known.copy();
        sum.add(censored);
        return sum;
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
        long upperNs = rank > known.getTotalCount() ? Quantile.INFINITE : knownRanks.value(rank);
        return Optional.of(new Quantile(allRanks.value(rank), upperNs));
    }

    /**
     * Where a percentile stands among so many values, from 1 on. As HdrHistogram does it: one ulp less, so that 99.9 % of
     * 1000 is rank 999 in spite of binary fractions.
     */
    public static long rank(double percentile, long count) {
        double p = Math.max(0, Math.nextDown(percentile));
        return Math.max(1, (long) Math.ceil(p * count / 100));
    }

    /**
     * The recorded values of a histogram in ascending order, read once: a histogram has to be walked for each percentile.
     *
     * @param last the rank of the last of each
     */
    private record Ranks(long[] last, long[] values) {

        static Ranks of(Histogram histogram) {
            LongStream.Builder last = LongStream.builder();
            LongStream.Builder values = LongStream.builder();
            for (HistogramIterationValue step : histogram.recordedValues()) {
                last.add(step.getTotalCountToThisValue());
                values.add(histogram.highestEquivalentValue(step.getValueIteratedTo()));
            }
            return new Ranks(last.build().toArray(), values.build().toArray());
        }

        long value(long rank) {
            int found = Arrays.binarySearch(last, rank);
            return values[found < 0 ? -found - 1 : found];
        }
    }
}
