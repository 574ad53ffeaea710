package dev.wirebench.analysis.truth;

/** Which of so many sorted values a percentile is: the smallest rank, from 1, that is at least q N. */
final class Rank {

    private Rank() {}

    /**
     * By the rule of {@link dev.wirebench.analysis.Quantiles}: one ulp less, so that 99.9 % of 1000 is rank 999 in spite of
     * binary fractions.
     *
     * @param percentile 0 to 100
     * @param count 1 or more
     */
    static long of(double percentile, long count) {
        double p = Math.max(0, Math.nextDown(percentile));
        return Math.max(1, (long) Math.ceil(p * count / 100));
    }

    static long valueAt(double percentile, long[] sorted) {
        return sorted[(int) of(percentile, sorted.length) - 1];
    }
}
