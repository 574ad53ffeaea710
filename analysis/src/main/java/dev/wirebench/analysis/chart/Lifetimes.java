package dev.wirebench.analysis.chart;

import dev.wirebench.analysis.Matrix;
import dev.wirebench.analysis.Quantile;
import dev.wirebench.analysis.Series;
import dev.wirebench.model.Cell;
import dev.wirebench.model.Measure;
import dev.wirebench.model.Protocol;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What a protocol's short and its long cell came to in one number. Immutable.
 *
 * @param ofShort of the cell with a connection per message
 */
record Lifetimes(Protocol protocol, double ofShort, double ofLong) {

    /** Of the protocols of which both are known and above 0. */
    static List<Lifetimes> of(Matrix matrix, Function<Series, OptionalDouble> number) {
        return matrix.protocols().stream()
                .map(protocol -> new Lifetimes(
                        protocol, value(matrix, protocol, 1, number), value(matrix, protocol, Cell.UNLIMITED, number)))
                .filter(each -> each.ofShort > 0 && each.ofLong > 0)
                .toList();
    }

    private static double value(
            Matrix matrix, Protocol protocol, long messages, Function<Series, OptionalDouble> number) {
        return matrix.find(protocol, messages)
                .map(number)
                .orElse(OptionalDouble.empty())
                .orElse(Double.NaN);
    }

    /** Empty where there is none, or only a bound. */
    static OptionalDouble median(Series series, Measure measure) {
        return series.at(measure, 50)
                .filter(quantile -> quantile.upperNs() != Quantile.INFINITE)
                .map(quantile -> OptionalDouble.of(quantile.lowerNs()))
                .orElse(OptionalDouble.empty());
    }

    /** How many times the long cell's number the short one's is. */
    double ratio() {
        return ofShort / ofLong;
    }
}
