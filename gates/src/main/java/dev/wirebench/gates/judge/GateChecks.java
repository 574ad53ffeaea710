package dev.wirebench.gates.judge;

import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.GateRule.Limit;
import dev.wirebench.model.plan.GateRule.NoWorse;
import dev.wirebench.model.plan.GateRule.Ratio;
import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Turns the gates of a plan into checks of what was measured. Confined to one thread. */
final class GateChecks {

    private final Plan plan;
    private final Slots candidate;
    private final Optional<Reference> reference;

    GateChecks(Plan plan, Slots candidate, Optional<Reference> reference) {
        this.plan = plan;
        this.candidate = candidate;
        this.reference = reference;
    }

    /** In the order of the plan, one for each series that the gate asks about. */
    List<GateCheck> of(Gate gate) {
        List<GateCheck> checks = new ArrayList<>();
        for (CellKey key : gate.rule().subject().select(plan.cells(), plan.load())) {
            if (gate.rule() instanceof Ratio ratio) {
                others(key, ratio).forEach(other -> checks.add(ratio(gate, key, ratio, other)));
            } else if (gate.rule() instanceof NoWorse rule) {
                boolean isPaired = reference.map(Reference::isInterleaved).orElse(false);
                checks.add(noWorse(new GateQuery(gate, key, Optional.empty(), isPaired), rule));
            } else if (gate.rule() instanceof Limit limit) {
                checks.add(limit(new GateQuery(gate, key, Optional.empty(), false), limit));
            }
        }
        return checks;
    }

    /** Under the same load, if it is measured under that. */
    private List<CellKey> others(CellKey key, Ratio ratio) {
        List<CellKey> all = ratio.other().select(plan.cells(), plan.load());
        List<CellKey> same =
                all.stream().filter(other -> other.load().equals(key.load())).toList();
        return same.isEmpty() ? all : same;
    }

    private GateCheck limit(GateQuery asked, Limit limit) {
        List<Slot> slots = candidate.of(asked.key());
        Metric metric = asked.metric();
        boolean isLargest = metric instanceof Percentile percentile && percentile.isLargest();
        if (slots.isEmpty()) {
            return notYet(asked, !isLargest && !metric.isExact());
        }
        if (metric.isExact()) {
            return ExactChecks.limit(asked, limit, slots, plan.blocks());
        }
        if (isLargest) {
            return ExactChecks.largest(asked, limit, slots, plan.blocks());
        }
        if (metric instanceof Percentile) {
            return slots.stream().anyMatch(slot -> !slot.value(metric).equals(Span.UNKNOWN))
                    ? new PercentileCheck(asked, slots, limit)
                    : new Unanswerable(asked, GateFormat.missing(1, 1), true, false);
        }
        double sign = limit.relation().isUpperLimit() ? 1 : -1;
        double[] differences = slots.stream()
                .mapToDouble(
                        slot -> sign * Differences.logRatio(slot.value(metric).lower(), limit.value()))
                .toArray();
        ShiftFormat reading = new ShiftFormat(limit.value(), sign, 0, GateFormat.unit(metric));
        return new ShiftCheck(asked, Differences.ofPairs(differences), Border.NONE, reading);
    }

    private GateCheck ratio(Gate gate, CellKey key, Ratio ratio, CellKey other) {
        GateQuery asked = new GateQuery(gate, key, Optional.of(other), false);
        List<Slot> slots = candidate.of(key);
        List<Slot> others = candidate.of(other);
        boolean isExact = asked.metric().isExact() && ratio.other().metric().isExact();
        if (slots.isEmpty() || others.isEmpty()) {
            return notYet(asked, !isExact);
        }
        if (isExact) {
            return ExactChecks.ratio(asked, ratio, slots, others, plan.blocks());
        }
        double sign = ratio.relation().isUpperLimit() ? 1 : -1;
        List<Span> limits = others.stream()
                .map(slot -> slot.value(ratio.other().metric()).times(ratio.factor()))
                .toList();
        String name = " " + ratio.other();
        ShiftFormat reading = new ShiftFormat(ratio.factor(), sign, -1, value -> GateFormat.times(value) + name);
        return paired(asked, values(slots, asked.metric()), limits, Border.NONE, reading);
    }

    /** Each slot with the one beside it. */
    private static GateCheck paired(
            GateQuery asked, List<Span> values, List<Span> others, Border border, ShiftFormat reading) {
        boolean isSmallerBetter = reading.sign() > 0;
        double[] limited = uppers(isSmallerBetter ? values : others);
        List<Span> free = isSmallerBetter ? others : values;
        return new ShiftCheck(
                asked,
                Differences.ofPairs(limited, uppers(free), Double.NEGATIVE_INFINITY),
                Differences.ofPairs(limited, lowers(free), Double.POSITIVE_INFINITY),
                border,
                reading);
    }

    private GateCheck noWorse(GateQuery asked, NoWorse rule) {
        Metric metric = asked.metric();
        if (reference.isEmpty()) {
            return new Unanswerable(asked, "no baseline to compare with", !metric.isExact(), false);
        }
        List<Slot> slots = candidate.of(asked.key());
        List<Slot> baseline = reference.get().slots().of(asked.key());
        if (baseline.isEmpty() && !asked.isPaired()) {
            return new Unanswerable(asked, "not measured by the baseline", !metric.isExact(), false);
        }
        if (slots.isEmpty() || baseline.isEmpty()) {
            return notYet(asked, !metric.isExact());
        }
        if (metric.isExact()) {
            return ExactChecks.noWorse(asked, rule.tolerance(), slots, baseline, plan.blocks());
        }
        double sign = metric.isLargerWorse() ? 1 : -1;
        ShiftFormat reading = new ShiftFormat(1, sign, -1, GateFormat::change);
        double tolerance = sign > 0 ? Math.log1p(rule.tolerance()) : -Math.log1p(-rule.tolerance());
        Border border = Border.of(rule.form(), tolerance);
        List<Span> values = values(slots, metric);
        List<Span> before = values(baseline, metric);
        if (asked.isPaired()) {
            return paired(asked, values, before, border, reading);
        }
        double[] to = logs(uppers(values), sign);
        return new ShiftCheck(
                asked,
                Differences.between(logs(uppers(before), sign), to, Double.NEGATIVE_INFINITY),
                Differences.between(logs(lowers(before), sign), to, Double.POSITIVE_INFINITY),
                border,
                reading);
    }

    private static GateCheck notYet(GateQuery asked, boolean isStatistical) {
        return new Unanswerable(asked, GateFormat.missing(1, 1), isStatistical, true);
    }

    private static List<Span> values(List<Slot> slots, Metric metric) {
        return slots.stream().map(slot -> slot.value(metric)).toList();
    }

    private static double[] uppers(List<Span> values) {
        return values.stream().mapToDouble(Span::upper).toArray();
    }

    private static double[] lowers(List<Span> values) {
        return values.stream().mapToDouble(Span::lower).toArray();
    }

    private static double[] logs(double[] values, double sign) {
        return Arrays.stream(values).map(value -> sign * Math.log(value)).toArray();
    }
}
