package dev.wirebench.gates.judge;

/**
 * One-sided error rates of a look. Immutable.
 *
 * @param fail of calling something worse that is not
 * @param pass of saying that something is no worse that is worse by just what matters
 * @param hardPass of saying that a limit is kept that is just not
 */
record ErrorBudget(double fail, double pass, double hardPass) {

    double pass(Border border) {
        return border.isHard() ? hardPass : pass;
    }
}
