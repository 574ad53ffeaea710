package dev.wirebench.gates.judge;

import dev.wirebench.report.read.Quantile;

/**
 * What is known of a slot's number. Immutable.
 *
 * @param lower with each message that was not answered counted at its age
 * @param upper with each of them counted as infinite
 */
record Span(double lower, double upper) {

    static final Span UNKNOWN = exactly(Double.NaN);

    static Span exactly(double value) {
        return new Span(value, value);
    }

    static Span of(Quantile quantile) {
        return new Span(
                quantile.lowerNs(),
                quantile.upperNs() == Quantile.INFINITE ? Double.POSITIVE_INFINITY : quantile.upperNs());
    }

    Span times(double factor) {
        return new Span(factor * lower, factor * upper);
    }
}
