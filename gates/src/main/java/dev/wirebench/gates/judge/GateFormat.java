package dev.wirebench.gates.judge;

import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.GateRule;
import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.record.Counts;
import dev.wirebench.report.read.Quantile;
import dev.wirebench.report.read.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** What findings say, in numbers with their units. */
final class GateFormat {

    /** Where a bound would stand. */
    static final String UNBOUNDED = "no end";

    /** Why there is none. */
    static final String AMONG_UNANSWERED = "it lies among the messages without an answer";

    private GateFormat() {}

    /** The rule as the user wrote it, without what it asks about. */
    static String required(Gate gate) {
        String text = gate.text().replaceAll("\\s+", " ");
        return gate.rule() instanceof GateRule.NoWorse
                ? text.substring(text.indexOf(' ') + 1).replaceFirst("worse", "worse than the baseline")
                : text.replaceFirst("^[^<>=]*", "").replaceFirst("^([<>=]+) ?", "$1 ");
    }

    static DoubleFunction<String> unit(Metric metric) {
        return value -> isUnbounded(value) ? UNBOUNDED : Units.PLAIN.of(metric.dimension(), value);
    }

    static String time(double ns) {
        return isUnbounded(ns) ? UNBOUNDED : Units.PLAIN.time(ns);
    }

    private static boolean isUnbounded(double value) {
        return Double.isInfinite(value) || value >= Quantile.INFINITE;
    }

    /** A ratio as the change from 1. */
    static String change(double ratio) {
        // Without a -0.0.
        double percent = Math.round(1000 * (ratio - 1)) / 10.0;
        return Double.isInfinite(ratio) ? UNBOUNDED : String.format(Locale.ROOT, "%+.1f %%", percent);
    }

    static String times(double ratio) {
        return Double.isInfinite(ratio) ? UNBOUNDED : String.format(Locale.ROOT, "%.3g x", ratio);
    }

    /** The unit of the bounds is left out where it is that of the value: {@code 1.43 ms (1.40 to 1.47)}. */
    static String withBounds(String value, String lower, String upper) {
        String unit = value.substring(value.lastIndexOf(' ') + 1);
        boolean isSame = !unit.equals("%") && lower.endsWith(" " + unit) && upper.endsWith(" " + unit);
        return isSame
                ? value + " (" + without(lower, unit) + " to " + without(upper, unit) + ")"
                : value + " (" + lower + " to " + upper + ")";
    }

    private static String without(String text, String unit) {
        return text.substring(0, text.length() - unit.length() - 1);
    }

    static String missing(long missing, int slots) {
        return missing >= slots ? "not measured" : "not measured in " + missing + " of " + slots + " slots";
    }

    /** {@code 3 failed, 1 timed out}; {@code 0} where every message was answered. */
    static String failed(Counts counts) {
        List<String> parts = new ArrayList<>();
        add(parts, counts.failures(), "failed");
        add(parts, counts.timedOut(), "timed out");
        add(parts, counts.unfinished(), "unfinished");
        return parts.isEmpty() ? "0" : String.join(", ", parts);
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(Units.PLAIN.count(count) + " " + what);
        }
    }
}
