package dev.wirebench.analysis.gate;

/**
 * One-sided error rates of a look. Immutable.
 *
 * @param fail of calling something worse that is not
 * @param hardPass of saying that a limit is kept that is just not
 */
record Alphas(double fail, double hardPass) {

    /** Of saying that something is no worse that is worse by just the tolerance; 0 for a hard border. */
    double pass(double tolerance) {
        return tolerance > 0 ? ErrorRates.PASS : hardPass;
    }
}
