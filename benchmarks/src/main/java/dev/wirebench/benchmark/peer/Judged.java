package dev.wirebench.benchmark.peer;

import dev.wirebench.analysis.Quantile;
import java.util.OptionalDouble;

/**
 * One percentile that a tool printed, held against the plan's closed form. Immutable.
 *
 * @param percentile 100 is the largest value
 * @param expectedNs empty where theory gives none, so that nothing is right or wrong; infinite for never answered
 */
public record Judged(double percentile, OptionalDouble expectedNs, Quantile printed, boolean isRight) {

    /** From "Truth test" in docs/method.md: the larger of the two. */
    private static final double TOLERANCE_NS = 250_000;

    private static final double TOLERANCE = 0.01;

    /** A time-out may fall short of its name by as much as a histogram's values do. */
    private static final double TIMEOUT_TOLERANCE = 0.001;

    static Judged of(Question question, double percentile, Quantile printed) {
        OptionalDouble expectedNs = question.expectedNs(percentile);
        boolean isRight = expectedNs.isPresent()
                && agree(
                        printed,
                        expectedNs.getAsDouble(),
                        question.plan().phases().timeoutNs());
        return new Judged(percentile, expectedNs, printed, isRight);
    }

    static Judged of(Question question, double percentile, double printedMs) {
        long ns = Math.round(printedMs * 1e6);
        return of(question, percentile, new Quantile(ns, ns));
    }

    /** What is never answered must at least be said to take the time-out; whoever leaves it out says less. */
    private static boolean agree(Quantile printed, double expectedNs, long timeoutNs) {
        if (Double.isInfinite(expectedNs)) {
            return printed.lowerNs() >= (1 - TIMEOUT_TOLERANCE) * timeoutNs;
        }
        double toleranceNs = Math.max(TOLERANCE_NS, TOLERANCE * expectedNs);
        return Math.abs(printed.lowerNs() - expectedNs) <= toleranceNs
                && Math.abs(printed.upperNs() - expectedNs) <= toleranceNs;
    }

    public boolean counts() {
        return expectedNs.isPresent();
    }
}
