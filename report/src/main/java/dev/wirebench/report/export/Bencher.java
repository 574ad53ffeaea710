package dev.wirebench.report.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.plan.Scalar;
import dev.wirebench.report.export.Results.Measured;
import dev.wirebench.report.read.Series;

/**
 * Bencher Metric Format (bencher.dev/docs/reference/bencher-metric-format): benchmark, measure, value and its bounds.
 *
 * <p>The benchmark is the series. {@code latency} (ns) and {@code throughput} (per second) are measures that every project
 * has; the others carry their unit in their name, as Bencher makes them when it first sees them.
 */
final class Bencher {

    private Bencher() {}

    static String of(Measured measured) {
        ObjectNode benchmarks = Json.object();
        for (Series series : measured.run().series()) {
            ObjectNode measures = benchmarks.putObject(series.record().key().label());
            for (Metric metric : Metric.tracked()) {
                series.finite(metric).ifPresent(value -> {
                    ObjectNode node = measures.putObject(measure(metric)).put("value", value);
                    Trend.range(metric, series)
                            .ifPresent(range -> node.put("lower_value", Math.min(range.low(), value))
                                    .put("upper_value", Math.max(range.high(), value)));
                });
            }
        }
        return Json.text(benchmarks);
    }

    private static String measure(Metric metric) {
        return metric.equals(Percentile.P50)
                ? "latency"
                : metric == Scalar.THROUGHPUT ? "throughput" : Trend.name(metric, "-");
    }
}
