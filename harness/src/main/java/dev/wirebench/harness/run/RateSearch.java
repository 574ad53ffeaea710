package dev.wirebench.harness.run;

import dev.wirebench.model.plan.Sweep;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/**
 * Which rate a sweep asks for next: twice the last one while the limit holds, then the geometric mean of the highest rate
 * at which it held and the lowest at which it did not. Confined to one thread.
 */
final class RateSearch {

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    private final Sweep sweep;
    private double kept;
    private double broken = Double.POSITIVE_INFINITY;
    private int refinements;

    RateSearch(Sweep sweep) {
        this.sweep = sweep;
    }

    /** Messages per second; empty when the search has ended. */
    OptionalDouble next() {
        if (Double.isInfinite(broken)) {
            double doubled = kept == 0 ? sweep.fromPerSecond() : Math.min(2 * kept, sweep.toPerSecond());
            return doubled > kept ? OptionalDouble.of(doubled) : OptionalDouble.empty();
        }
        double between = rounded(Math.sqrt(kept * broken));
        boolean isNew = kept > 0 && between > kept && between < broken;
        return isNew && refinements < sweep.refinements() ? OptionalDouble.of(between) : OptionalDouble.empty();
    }

    /** @param ratePerSecond as {@link #next} gave it */
    void measured(double ratePerSecond, boolean isKept) {
        if (!Double.isInfinite(broken)) {
            refinements++;
        }
        if (isKept) {
            kept = ratePerSecond;
        } else {
            broken = ratePerSecond;
        }
    }

    /** The most rates that a search can ask for. */
    static int most(Sweep sweep) {
        int doublings = (int) Math.ceil(Math.log(sweep.toPerSecond() / sweep.fromPerSecond()) / Math.log(2));
        return 1 + doublings + sweep.refinements();
    }

    /** To three digits: nobody wants to read 5,656.854/s. */
    private static double rounded(double ratePerSecond) {
        return new BigDecimal(ratePerSecond).round(THREE_DIGITS).doubleValue();
    }
}
