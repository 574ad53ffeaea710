package dev.wirebench.gates.judge;

import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.gate.Estimate;
import dev.wirebench.model.gate.GateFinding;
import dev.wirebench.model.gate.Sensitivity;
import dev.wirebench.model.plan.GateRule.Limit;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.report.statistics.Shift;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether slots are shifted for the worse: against a baseline, another cell or a limit. Immutable.
 *
 * @param least by how much they are for the worse at least: whatever the unanswered messages of the side that may be slow are
 *     taken to be, those of the side that must not be count as infinite
 * @param most by how much they are at most; the same object where every message was answered
 */
record ShiftCheck(GateQuery asked, Differences least, Differences most, Border border, ShiftFormat reading)
        implements GateCheck {

    ShiftCheck(GateQuery asked, Differences differences, Border border, ShiftFormat reading) {
        this(asked, differences, differences, border, reading);
    }

    @Override
    public int available() {
        return least.available();
    }

    @Override
    public boolean isStatistical() {
        return true;
    }

    /** A slot without a value would have to be left out, and slots are not left out for what they are like. */
    @Override
    public boolean isOpenEnded() {
        return least.missing(available()) == 0 && (least.isPaired() || !least.isAsManyAsBefore());
    }

    /** What has no pair is looked at once, when there are as many slots as of the other side, or as there will be. */
    @Override
    public List<Integer> looks(int maxPairs, boolean isOver) {
        if (least.isPaired()) {
            return Looks.among(available(), maxPairs, isOver);
        }
        boolean isComplete = isOver || least.isAsManyAsBefore();
        return isComplete && available() >= Looks.FEWEST ? List.of(available()) : List.of();
    }

    @Override
    public Optional<Decision> at(int slots, ErrorBudget alphas) {
        return least.missing(slots) > 0
                ? Optional.empty()
                : Shifts.of(this, slots).decide(border, alphas);
    }

    /** Both ends of a shift. */
    private record Shifts(Shift least, Shift most) {

        static Shifts of(ShiftCheck check, int slots) {
            Shift least = check.least.shift(slots);
            return new Shifts(least, check.least == check.most ? least : check.most.shift(slots));
        }

        /** FAIL and PASS as {@link Border} has them; what only one end of the shift says is not sure. */
        Optional<Decision> decide(Border border, ErrorBudget alphas) {
            if (least.estimate() >= border.middle() && least.lower(alphas.fail()) > border.fail()) {
                return Optional.of(Decision.FAIL);
            }
            return most.estimate() < border.middle() && most.upper(alphas.pass(border)) < border.pass()
                    ? Optional.of(Decision.PASS)
                    : Optional.empty();
        }

        /** The least for the worse that is known, unless it is known to be no worse. */
        double estimate(Decision decision) {
            return (decision == Decision.PASS ? most : least).estimate();
        }
    }

    @Override
    public GateFinding finding(CheckAnswer answer) {
        int slots = answer.slots() > 0 ? answer.slots() : available();
        long missing = least.missing(slots);
        if (slots == 0 || missing > 0) {
            return asked.nothing(GateFormat.missing(missing, slots));
        }
        Shifts shifts = Shifts.of(this, slots);
        double shift = shifts.estimate(answer.decision());
        double lower = shifts.least.lower(answer.alphas().fail());
        double upper = shifts.most.upper(answer.alphas().pass(border));
        String few = slots < Looks.FEWEST ? "; too few to decide: " + slots + " of " + Looks.FEWEST : "";
        double value = reading.value(shift);
        return asked.finding(
                answer.decision(),
                reading.text(shift, lower, upper) + few + endless(slots),
                Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty(),
                sensitivity(shifts.least, slots, answer),
                estimate(shift, lower, upper));
    }

    private String endless(int slots) {
        long endless = most.endless(slots);
        return endless == 0 || !(asked.metric() instanceof Percentile)
                ? ""
                : "; " + GateFormat.AMONG_UNANSWERED + " in " + endless + " of " + slots;
    }

    /** Empty where the shift has no end; a bound without end is one that is not known. */
    private Optional<Estimate> estimate(double shift, double lower, double upper) {
        if (Double.isInfinite(shift)) {
            return Optional.empty();
        }
        double scale = asked.gate().rule() instanceof Limit ? 1 : reading.reference();
        double first = relative(scale, lower);
        double second = relative(scale, upper);
        return Optional.of(new Estimate(
                relative(scale, shift),
                Math.min(first, second),
                Math.max(first, second),
                relative(scale, border.pass())));
    }

    /** What a shift towards the worse makes of what it is compared with, less 1; without end where the shift is. */
    private double relative(double scale, double shift) {
        double signed = reading.sign() * shift;
        return Double.isInfinite(shift) ? signed : scale * Math.exp(signed) - 1;
    }

    private Optional<Sensitivity> sensitivity(Shift shift, int slots, CheckAnswer answer) {
        OptionalDouble standardError = least.standardError(shift);
        if (standardError.isEmpty()) {
            return Optional.empty();
        }
        double error = standardError.getAsDouble();
        return Optional.of(new Sensitivity(
                slots,
                Math.expm1(least.noise(error, slots)),
                Math.expm1(smallestChange(error, border, answer.alphas().fail())),
                ErrorRates.FALSE_FAILURES));
    }

    /** Seen with the power of {@link ErrorRates#POWER}: surely above what fails, and estimated above the middle. */
    static double smallestChange(double standardError, Border border, double failAlpha) {
        double sure = border.fail() + Differences.quantile(1 - failAlpha) * standardError;
        return Differences.quantile(ErrorRates.POWER) * standardError + Math.max(sure, border.middle());
    }
}
