package dev.wirebench.report.page;

import dev.wirebench.model.gate.Estimate;
import dev.wirebench.model.plan.GateRule;
import dev.wirebench.model.plan.GateRule.Limit;
import dev.wirebench.model.plan.GateRule.NoWorse;
import dev.wirebench.model.plan.GateRule.Ratio;
import dev.wirebench.report.read.Units;
import java.util.function.DoubleFunction;

/**
 * An estimate on an axis, as a share of 1. Immutable.
 *
 * @param lower null where there is no bound, and so {@code upper}
 * @param isUpperLimit whether what lies above the limit fails
 * @param zeroText what stands at 0; empty where 0 says nothing
 * @param limitText what stands at the limit
 * @param text the same in words
 */
record GatePicture(
        double value,
        Double lower,
        Double upper,
        double limit,
        boolean isUpperLimit,
        String zeroText,
        String limitText,
        String text) {

    static GatePicture of(GateRule rule, Estimate estimate, Units units) {
        boolean isRatio = rule instanceof Ratio;
        boolean isLimit = rule instanceof Limit;
        DoubleFunction<String> number =
                share -> isRatio && Double.isFinite(share) ? units.ratio(1 + share) : change(share, units);
        String limit = number.apply(estimate.limit());
        String text = number.apply(estimate.value()) + " (" + number.apply(estimate.lower()) + " to "
                + number.apply(estimate.upper()) + ")" + (isLimit ? " from the limit" : ", limit " + limit);
        return new GatePicture(
                estimate.value(),
                bound(estimate.lower()),
                bound(estimate.upper()),
                estimate.limit(),
                isUpperLimit(rule),
                isLimit ? "" : number.apply(0),
                isLimit ? "limit" : limit,
                text);
    }

    private static boolean isUpperLimit(GateRule rule) {
        if (rule instanceof Limit limit) {
            return limit.relation().isUpperLimit();
        }
        if (rule instanceof Ratio ratio) {
            return ratio.relation().isUpperLimit();
        }
        return ((NoWorse) rule).subject().metric().isLargerWorse();
    }

    private static Double bound(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** With its sign. */
    private static String change(double share, Units units) {
        String size = Double.isFinite(share) ? units.percent(Math.abs(share)) : "\u221e";
        return share == 0 ? "0 %" : (share < 0 ? units.minus() : "+") + size;
    }
}
