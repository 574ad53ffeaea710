package dev.wirebench.loadgen.schedule;

/**
 * Sends at equal intervals: the i-th (from 0) at i / rate.
 *
 * <p>Each is computed from its index, so rounding errors do not accumulate.
 */
public final class ConstantRate implements Schedule {

    private final double gapNs;
    private final long lengthNs;
    private long index;

    /** @param ratePerSecond at most 1e9, the resolution of the clock */
    public ConstantRate(double ratePerSecond, long lengthNs) {
        if (!(ratePerSecond > 0 && ratePerSecond <= 1e9)) {
            throw new IllegalArgumentException("ratePerSecond must be above 0 and at most 1e9, was " + ratePerSecond);
        }
        this.gapNs = 1e9 / ratePerSecond;
        this.lengthNs = lengthNs;
    }

    @Override
    public long nextSendNs() {
        long next = Math.round(index * gapNs);
        if (next >= lengthNs) {
            return END;
        }
        index++;
        return next;
    }
}
