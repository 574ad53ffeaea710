package dev.wirebench.analysis.ci;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.analysis.Series;
import dev.wirebench.analysis.ci.Results.Measured;

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
            for (Tracked tracked : Tracked.values()) {
                tracked.value(series).ifPresent(value -> {
                    ObjectNode metric = measures.putObject(measure(tracked)).put("value", value);
                    tracked.range(series)
                            .ifPresent(range -> metric.put("lower_value", Math.min(range.low(), value))
                                    .put("upper_value", Math.max(range.high(), value)));
                });
            }
        }
        return Json.text(benchmarks);
    }

    private static String measure(Tracked tracked) {
        return switch (tracked) {
            case P50 -> "latency";
            case THROUGHPUT -> "throughput";
            default -> tracked.labelWithUnit("-");
        };
    }
}
