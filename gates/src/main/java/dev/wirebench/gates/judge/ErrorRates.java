package dev.wirebench.gates.judge;

/** How often gates may be wrong, by design; docs/gates.md has what comes of it. */
final class ErrorRates {

    /**
     * Of a report that fails although nothing is worse: over all looks, which have equal parts in it, and over all findings,
     * which share each part by Holm's procedure. It is a bound that holds whatever the noise looks like, as long as a coin of
     * its own decides which side of each pair is measured first.
     */
    static final double FALSE_FAILURES = 0.01;

    /** Of calling a candidate no worse that is worse by just what matters: of each finding, over all looks in equal parts. */
    static final double FALSE_PASSES = 0.04;

    /** How often the smallest detectable change is detected. */
    static final double POWER = 0.95;

    private ErrorRates() {}

    /** Of each look, for the findings of a report together. */
    static double fail(int maxPairs) {
        return FALSE_FAILURES / Looks.upTo(maxPairs).size();
    }

    /** Of each look and finding. */
    static double pass(int maxPairs) {
        return FALSE_PASSES / Looks.upTo(maxPairs).size();
    }
}
