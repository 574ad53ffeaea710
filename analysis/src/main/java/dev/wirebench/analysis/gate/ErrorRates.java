package dev.wirebench.analysis.gate;

/** How often gates may be wrong, by design; docs/gates.md has what comes of it. */
final class ErrorRates {

    /**
     * Of a report that fails although nothing is worse: over all looks, which have equal parts in it, and over all findings,
     * which share each part by Holm's procedure. It is a bound that holds whatever the noise looks like, as long as it
     * strikes both sides alike.
     */
    static final double FALSE_FAILURES = 0.01;

    /** Of calling a candidate no worse that is worse by just the tolerance, at each look and for each finding. */
    static final double PASS = 0.008;

    /** How often the smallest detectable change is detected. */
    static final double POWER = 0.95;

    private ErrorRates() {}

    /** Of each look, for the findings of a report together. */
    static double fail(int maxPairs) {
        return FALSE_FAILURES / Looks.upTo(maxPairs).size();
    }
}
