package dev.wirebench.loadgen.schedule;

import java.util.SplittableRandom;

/**
 * Sends as by independent users (a Poisson process): exponentially distributed gaps, -ln(1 - u) / rate with u uniform
 * in [0, 1). The same seed gives the same sends.
 */
public final class PoissonRate implements Schedule {

    private final SplittableRandom random;
    private final double meanGapNs;
    private final long lengthNs;
    private double exactNs;
    private long lastNs = -1;

    public PoissonRate(double ratePerSecond, long lengthNs, long seed) {
        if (!(ratePerSecond > 0 && ratePerSecond <= 1e9)) {
            throw new IllegalArgumentException("ratePerSecond must be above 0 and at most 1e9, was " + ratePerSecond);
        }
        this.random = new SplittableRandom(seed);
        this.meanGapNs = 1e9 / ratePerSecond;
        this.lengthNs = lengthNs;
    }

    @Override
    public long nextSendNs() {
        if (exactNs >= lengthNs) {
            return END;
        }
        exactNs -= meanGapNs * Math.log(1 - random.nextDouble());
        long next = Math.max(lastNs + 1, (long) exactNs);
        if (next >= lengthNs) {
            exactNs = Double.POSITIVE_INFINITY;
            return END;
        }
        lastNs = next;
        return next;
    }
}
