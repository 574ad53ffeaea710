package dev.wirebench.benchmark.peer;

import dev.wirebench.report.read.Quantile;
import java.util.OptionalDouble;

/**
 * A percentile printed by a tool, compared with the plan's closed form. Immutable.
 *
 * @param percentile 100 is the maximum
 * @param expectedNs empty if theory gives no value, so that it does not count; infinite for a message never answered
 */
record PrintedPercentile(double percentile, OptionalDouble expectedNs, Quantile printed, boolean isRight) {

    /** See "Truth test" in docs/method.md; the larger of the two applies. */
    private static final double TOLERANCE_NS = 250_000;

    private static final double TOLERANCE = 0.01;

    /** The resolution of a histogram: a recorded time-out may fall short of its nominal value by this much. */
    private static final double TIMEOUT_TOLERANCE = 0.001;

    static PrintedPercentile of(TruthQuestion question, double percentile, Quantile printed) {
        OptionalDouble expectedNs = question.expectedNs(percentile);
        boolean isRight = expectedNs.isPresent()
                && agree(
                        printed,
                        expectedNs.getAsDouble(),
                        question.plan().phases().timeoutNs());
        return new PrintedPercentile(percentile, expectedNs, printed, isRight);
    }

    static PrintedPercentile of(TruthQuestion question, double percentile, double printedMs) {
        long ns = Math.round(printedMs * 1e6);
        return of(question, percentile, new Quantile(ns, ns));
    }

    /** A message never answered must be reported as at least the time-out; a tool that omits it reports less. */
    private static boolean agree(Quantile printed, double expectedNs, long timeoutNs) {
        if (Double.isInfinite(expectedNs)) {
            return printed.lowerNs() >= (1 - TIMEOUT_TOLERANCE) * timeoutNs;
        }
        double toleranceNs = Math.max(TOLERANCE_NS, TOLERANCE * expectedNs);
        return Math.abs(printed.lowerNs() - expectedNs) <= toleranceNs
                && Math.abs(printed.upperNs() - expectedNs) <= toleranceNs;
    }

    boolean counts() {
        return expectedNs.isPresent();
    }
}
