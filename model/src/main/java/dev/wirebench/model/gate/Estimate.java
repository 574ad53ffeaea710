package dev.wirebench.model.gate;

/**
 * What statistics found of a number, as a share of 1 by which it differs from what it was compared with: 0.05 is 5 % more.
 * Compared with are the baseline, the other cell of a ratio, or, for a limit on the number itself, that limit. Immutable.
 *
 * @param value the estimate
 * @param lower bound that the decision was made by; negative infinity where so few slots give none
 * @param upper bound that the decision was made by; infinite where so few slots give none
 * @param limit what the rule allows, such as 0.1 for "no more than 10 % worse" of a time and -0.1 of a throughput, and -0.5
 *     for half of another cell's; 0 for a limit on the number itself
 */
public record Estimate(double value, double lower, double upper, double limit) {

    /** @throws IllegalArgumentException unless value and limit are finite and the value lies within its bounds */
    public Estimate {
        if (!Double.isFinite(value) || !Double.isFinite(limit) || !(lower <= value && value <= upper)) {
            throw new IllegalArgumentException("an estimate lies within its bounds and has a finite limit, was " + value
                    + " in [" + lower + ", " + upper + "], limit " + limit);
        }
    }
}
