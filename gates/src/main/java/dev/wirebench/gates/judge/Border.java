package dev.wirebench.gates.judge;

import dev.wirebench.model.plan.GateRule.NoWorse.Form;

/**
 * Which shifts for the worse fail and which pass, as logarithms. Immutable.
 *
 * @param fail a shift that is surely above this fails, if it is estimated at the middle or above
 * @param pass one that is surely below this passes, if it is estimated below the middle
 */
record Border(double fail, double pass) {

    /** Of another cell, or of a limit: the shift is measured from there. */
    static final Border NONE = at(0);

    static Border at(double shift) {
        return new Border(shift, shift);
    }

    static Border of(Form form, double tolerance) {
        return switch (form) {
            case NOT_WORSE -> new Border(0, tolerance);
            case NO_MORE_THAN -> at(tolerance);
        };
    }

    double middle() {
        return (fail + pass) / 2;
    }

    /** Whether there is nothing between what fails and what passes. */
    boolean isHard() {
        return fail == pass;
    }
}
