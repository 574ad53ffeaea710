package dev.wirebench.report.read;

/**
 * A quantile with both its bounds, in nanoseconds; they differ where unanswered messages leave it open. Immutable.
 *
 * @param lowerNs with each unanswered message counted at the age at which it was given up
 * @param upperNs with each of them counted as {@link #INFINITE}
 */
public record Quantile(long lowerNs, long upperNs) {

    public static final long INFINITE = Long.MAX_VALUE;

    public Quantile {
        if (lowerNs < 0 || upperNs < lowerNs) {
            throw new IllegalArgumentException("bounds must be ordered and not negative: " + lowerNs + ", " + upperNs);
        }
    }

    /** Whether it lies among messages without an answer. */
    public boolean isOpen() {
        return upperNs == INFINITE;
    }

    public boolean isExact() {
        return lowerNs == upperNs;
    }
}
