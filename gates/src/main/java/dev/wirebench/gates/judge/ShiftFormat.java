package dev.wirebench.gates.judge;

import java.util.function.DoubleFunction;

/**
 * How a shift towards the worse reads as what the gate asks for. Immutable.
 *
 * @param reference what a shift of 0 stands for
 * @param sign 1 where larger is worse, else -1
 * @param offset of the value that a finding holds: -1 for a ratio less 1
 */
record ShiftFormat(double reference, double sign, double offset, DoubleFunction<String> unit) {

    double value(double shift) {
        return number(shift) + offset;
    }

    /** The estimate and, where there are any, its bounds. */
    String text(double estimate, double lower, double upper) {
        String text = unit.apply(number(estimate));
        if (Double.isInfinite(lower) && Double.isInfinite(upper)) {
            return text;
        }
        double smaller = sign > 0 ? lower : upper;
        double larger = sign > 0 ? upper : lower;
        return GateFormat.withBounds(text, bound(smaller), bound(larger));
    }

    private String bound(double shift) {
        return Double.isInfinite(shift) ? GateFormat.UNBOUNDED : unit.apply(number(shift));
    }

    private double number(double shift) {
        return reference * Math.exp(sign * shift);
    }
}
