package dev.wirebench.report.export;

import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.plan.Scalar;
import dev.wirebench.report.read.Quantile;
import dev.wirebench.report.read.Series;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;

/** How files that follow metrics from run to run name them and their units. */
final class Trend {

    /** In the unit of the value. Immutable. */
    record Range(double low, double high) {}

    private Trend() {}

    static String unit(Metric metric) {
        return metric == Scalar.FAILED
                ? "messages"
                : switch (metric.dimension()) {
                    case TIME -> "ns";
                    case RATE -> "per_second";
                    case BYTES -> "bytes";
                    case SHARE -> "share";
                    case COUNT -> "count";
                    case CORES -> "cores";
                };
    }

    /** As in the rule of a gate and then, unless that says it, its unit. */
    static String name(Metric metric, String separator) {
        return metric.dimension() == Metric.Dimension.BYTES
                ? metric.label()
                : metric.label() + separator + unit(metric);
    }

    /** The smallest and the largest median of the blocks, where there are several and they are known each by itself. */
    static Optional<Range> range(Metric metric, Series series) {
        List<Quantile> medians = series.blockMedians();
        if (!metric.equals(Percentile.P50)
                || medians.size() < 2
                || medians.stream().anyMatch(Quantile::isOpen)) {
            return Optional.empty();
        }
        LongSummaryStatistics ns = medians.stream().mapToLong(Quantile::upperNs).summaryStatistics();
        return Optional.of(new Range(ns.getMin(), ns.getMax()));
    }
}
