package dev.wirebench.gates.judge;

import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.gate.Estimate;
import dev.wirebench.model.gate.GateFinding;
import dev.wirebench.model.gate.Sensitivity;
import dev.wirebench.model.plan.GateRule.Limit;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.report.read.Quantile;
import dev.wirebench.report.read.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Whether a percentile of all messages keeps a limit. Immutable. */
record PercentileCheck(GateQuery asked, List<Slot> slots, Limit limit) implements GateCheck {

    private static final double NOISE_ALPHA = 0.025;

    PercentileCheck {
        slots = List.copyOf(slots);
    }

    private Percentile metric() {
        return (Percentile) asked.metric();
    }

    @Override
    public int available() {
        return slots.size();
    }

    @Override
    public boolean isStatistical() {
        return true;
    }

    @Override
    public boolean isOpenEnded() {
        return true;
    }

    @Override
    public List<Integer> looks(int maxPairs, boolean isOver) {
        if (slots.size() >= Slots.ENOUGH_BLOCKS) {
            return Looks.among(slots.size(), maxPairs, isOver);
        }
        return isOver ? List.of(slots.size()) : List.of();
    }

    /** The slots themselves, or their intervals where slots are few. */
    private List<SlotSample> stretches(int count) {
        List<SlotSample> stretches = new ArrayList<>();
        for (Slot slot : slots.subList(0, count)) {
            boolean isWhole = count >= Slots.ENOUGH_BLOCKS || slot.stretches().isEmpty();
            for (Map<?, SlotSample> stretch : isWhole ? List.of(slot.samples()) : slot.stretches()) {
                SlotSample sample = stretch.get(metric().measure());
                if (sample != null && sample.count() > 0) {
                    stretches.add(sample);
                }
            }
        }
        return stretches;
    }

    @Override
    public Optional<Decision> at(int count, ErrorBudget alphas) {
        List<SlotSample> stretches = stretches(count);
        if (stretches.size() < Looks.FEWEST) {
            return Optional.empty();
        }
        QuantileBounds bounds = bounds(stretches);
        boolean isUpper = limit.relation().isUpperLimit();
        long best = isUpper ? bounds.lower(alphas.fail()) : bounds.upper(alphas.fail());
        if (!limit.relation().holds(best, limit.value())) {
            return Optional.of(Decision.FAIL);
        }
        long worst = isUpper ? bounds.upper(alphas.hardPass()) : bounds.lower(alphas.hardPass());
        return limit.relation().holds(worst, limit.value()) ? Optional.of(Decision.PASS) : Optional.empty();
    }

    /** Messages without an answer are beyond an upper limit, and do nothing to keep a lower one. */
    private QuantileBounds bounds(List<SlotSample> stretches) {
        boolean isUpper = limit.relation().isUpperLimit();
        return new QuantileBounds(
                isUpper ? stretches : stretches.stream().map(SlotSample::aged).toList(), metric().percentile());
    }

    @Override
    public GateFinding finding(CheckAnswer answer) {
        int count = answer.slots() > 0 ? answer.slots() : slots.size();
        List<SlotSample> stretches = stretches(count);
        double percentile = metric().percentile();
        if (stretches.isEmpty()) {
            return asked.nothing(GateFormat.missing(count, count));
        }
        if (stretches.size() < Looks.FEWEST) {
            Quantile quantile = SlotSample.sum(stretches).at(percentile);
            return asked.finding(
                    Decision.INCONCLUSIVE,
                    Units.PLAIN.time(quantile) + "; too few stretches to decide: " + stretches.size() + " of "
                            + Looks.FEWEST,
                    value(quantile),
                    Optional.empty());
        }
        QuantileBounds bounds = bounds(stretches);
        Quantile quantile = SlotSample.sum(stretches).at(percentile);
        boolean isUpper = limit.relation().isUpperLimit();
        String text = GateFormat.withBounds(
                Units.PLAIN.time(quantile),
                GateFormat.time(bounds.lower(
                        isUpper ? answer.alphas().fail() : answer.alphas().hardPass())),
                GateFormat.time(bounds.upper(
                        isUpper ? answer.alphas().hardPass() : answer.alphas().fail())));
        String few = count < Slots.ENOUGH_BLOCKS ? "; from intervals, as there are only " + count + " slots" : "";
        return asked.finding(
                answer.decision(),
                text + few + (quantile.isExact() ? "" : "; " + GateFormat.AMONG_UNANSWERED),
                value(quantile),
                sensitivity(bounds, stretches.size(), answer),
                estimate(bounds, answer));
    }

    private static OptionalDouble value(Quantile quantile) {
        return quantile.isExact() ? OptionalDouble.of(quantile.lowerNs()) : OptionalDouble.empty();
    }

    private Optional<Estimate> estimate(QuantileBounds bounds, CheckAnswer answer) {
        if (bounds.estimate() == Quantile.INFINITE) {
            return Optional.empty();
        }
        boolean isUpper = limit.relation().isUpperLimit();
        ErrorBudget alphas = answer.alphas();
        return Optional.of(new Estimate(
                relative(bounds.estimate()),
                relative(bounds.lower(isUpper ? alphas.fail() : alphas.hardPass())),
                relative(bounds.upper(isUpper ? alphas.hardPass() : alphas.fail())),
                0));
    }

    private double relative(long ns) {
        return ns == Quantile.INFINITE ? Double.POSITIVE_INFINITY : ns / limit.value() - 1;
    }

    private static Optional<Sensitivity> sensitivity(QuantileBounds bounds, int stretches, CheckAnswer answer) {
        long lower = bounds.lower(NOISE_ALPHA);
        long estimate = bounds.estimate();
        if (estimate == Quantile.INFINITE || lower <= 0) {
            return Optional.empty();
        }
        // The lower bound, as the upper one may not be known.
        double error = Math.log((double) estimate / lower) / Differences.quantile(1 - NOISE_ALPHA);
        return Optional.of(new Sensitivity(
                stretches,
                Math.expm1(error * Math.sqrt(stretches)),
                Math.expm1(ShiftCheck.smallestChange(
                        error, Border.NONE, answer.alphas().fail())),
                ErrorRates.FALSE_FAILURES));
    }
}
