package dev.wirebench.analysis.gate;

import dev.wirebench.model.GateRule.Limit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether slots are shifted for the worse: against a baseline, another cell or a limit. Immutable.
 *
 * @param tolerance how far they may be, as a logarithm; 0 for a hard border
 */
record ShiftCheck(Asked asked, Differences differences, double tolerance, Reading reading) implements Check {

    @Override
    public int available() {
        return differences.available();
    }

    @Override
    public boolean isStatistical() {
        return true;
    }

    /** A slot without a value would have to be left out, and slots are not left out for what they are like. */
    @Override
    public boolean isOpenEnded() {
        return differences.missing(available()) == 0 && (differences.isPaired() || !differences.isAsManyAsBefore());
    }

    /** What has no pair is looked at once, when there are as many slots as of the other side, or as there will be. */
    @Override
    public List<Integer> looks(int maxPairs, boolean isOver) {
        if (differences.isPaired()) {
            return Looks.among(available(), maxPairs, isOver);
        }
        boolean isComplete = isOver || differences.isAsManyAsBefore();
        return isComplete && available() >= Looks.FEWEST ? List.of(available()) : List.of();
    }

    @Override
    public Optional<Decision> at(int slots, Alphas alphas) {
        return differences.missing(slots) > 0 ? Optional.empty() : decide(differences.shift(slots), tolerance, alphas);
    }

    /** FAIL: surely worse, and by half the tolerance or more. PASS: surely within the tolerance, and by less than half. */
    static Optional<Decision> decide(Shift shift, double tolerance, Alphas alphas) {
        double estimate = shift.estimate();
        if (estimate >= tolerance / 2) {
            return shift.lower(alphas.fail()) > 0 ? Optional.of(Decision.FAIL) : Optional.empty();
        }
        return shift.upper(alphas.pass(tolerance)) < tolerance ? Optional.of(Decision.PASS) : Optional.empty();
    }

    @Override
    public Finding finding(Answer answer) {
        int slots = answer.slots() > 0 ? answer.slots() : available();
        long missing = differences.missing(slots);
        if (slots == 0 || missing > 0) {
            return asked.nothing(Texts.missing(missing, slots));
        }
        Shift shift = differences.shift(slots);
        String few = slots < Looks.FEWEST ? "; too few to decide: " + slots + " of " + Looks.FEWEST : "";
        return asked.finding(
                answer.decision(),
                reading.text(
                                shift.estimate(),
                                shift.lower(answer.alphas().fail()),
                                shift.upper(answer.alphas().pass(tolerance)))
                        + few,
                OptionalDouble.of(reading.value(shift.estimate())),
                sensitivity(shift, slots, answer),
                Optional.of(estimate(shift, answer.alphas())));
    }

    private Estimate estimate(Shift shift, Alphas alphas) {
        double scale = asked.gate().rule() instanceof Limit ? 1 : reading.reference();
        double first = relative(scale, shift.lower(alphas.fail()));
        double second = relative(scale, shift.upper(alphas.pass(tolerance)));
        return new Estimate(
                relative(scale, shift.estimate()),
                Math.min(first, second),
                Math.max(first, second),
                relative(scale, tolerance));
    }

    /** What a shift towards the worse makes of what it is compared with, less 1; without end where the shift is. */
    private double relative(double scale, double shift) {
        double signed = reading.sign() * shift;
        return Double.isInfinite(shift) ? signed : scale * Math.exp(signed) - 1;
    }

    private Optional<Sensitivity> sensitivity(Shift shift, int slots, Answer answer) {
        OptionalDouble standardError = differences.standardError(shift);
        if (standardError.isEmpty()) {
            return Optional.empty();
        }
        double error = standardError.getAsDouble();
        return Optional.of(new Sensitivity(
                slots,
                Math.expm1(differences.noise(error, slots)),
                Math.expm1(smallestChange(error, tolerance, answer.alphas().fail())),
                ErrorRates.FALSE_FAILURES));
    }

    /** Seen with the power of {@link ErrorRates#POWER}: surely above 0, and the estimate above half the tolerance. */
    static double smallestChange(double standardError, double tolerance, double failAlpha) {
        double power = Differences.quantile(ErrorRates.POWER) * standardError;
        return power + Math.max(Differences.quantile(1 - failAlpha) * standardError, tolerance / 2);
    }
}
