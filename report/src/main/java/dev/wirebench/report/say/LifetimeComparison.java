package dev.wirebench.report.say;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.report.read.Matrix;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One metric of a protocol's short and its long cell. Immutable.
 *
 * @param ofShort of the cell with a connection per message
 */
public record LifetimeComparison(Protocol protocol, double ofShort, double ofLong) {

    /** Of the protocols of which both are known and above 0. */
    public static List<LifetimeComparison> of(Matrix matrix, Metric metric) {
        return matrix.protocols().stream()
                .map(protocol -> new LifetimeComparison(
                        protocol, value(matrix, protocol, 1, metric), value(matrix, protocol, Cell.UNLIMITED, metric)))
                .filter(each -> each.ofShort > 0 && each.ofLong > 0)
                .toList();
    }

    private static double value(Matrix matrix, Protocol protocol, long messages, Metric metric) {
        return matrix.find(protocol, messages)
                .map(series -> series.finite(metric))
                .orElse(OptionalDouble.empty())
                .orElse(Double.NaN);
    }

    /** How many times the long cell's number the short one's is. */
    public double ratio() {
        return ofShort / ofLong;
    }
}
