package dev.wirebench.report.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.model.plan.Metric;
import dev.wirebench.report.export.Results.Measured;
import dev.wirebench.report.read.Series;
import dev.wirebench.report.read.Units;
import java.util.OptionalDouble;

/**
 * JSON for github-action-benchmark: a list of name, unit, value, range and extra (the action's README, and
 * {@code BenchmarkResult} in its {@code src/extract.ts}, as of March 2026). One file has one direction, so there are two kinds.
 */
final class GitHubBenchmarkAction {

    private GitHubBenchmarkAction() {}

    static String smallerIsBetter(Measured measured) {
        return of(measured, false);
    }

    static String biggerIsBetter(Measured measured) {
        return of(measured, true);
    }

    private static String of(Measured measured, boolean isBiggerBetter) {
        ArrayNode entries = Json.array();
        for (Series series : measured.run().series()) {
            for (Metric metric : Metric.tracked()) {
                OptionalDouble value = series.finite(metric);
                if (metric.isLargerWorse() != isBiggerBetter && value.isPresent()) {
                    add(entries, series, metric, value.getAsDouble());
                }
            }
        }
        return Json.text(entries);
    }

    private static void add(ArrayNode entries, Series series, Metric metric, double value) {
        ObjectNode entry = entries.addObject()
                .put("name", series.record().key().label() + " " + metric.label())
                .put("unit", Trend.unit(metric).replace('_', ' '))
                .put("value", value);
        Trend.range(metric, series)
                .ifPresent(range -> entry.put(
                        "range", "blocks " + Units.PLAIN.time(range.low()) + " to " + Units.PLAIN.time(range.high())));
        long unanswered = series.counts().intended() - series.counts().answered();
        entry.put(
                "extra",
                Units.PLAIN.count(series.counts().intended()) + " messages in "
                        + series.record().blocks().size() + " blocks, " + Units.PLAIN.count(unanswered)
                        + " without a good answer");
    }
}
