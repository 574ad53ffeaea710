package dev.wirebench.benchmark.scaling;

import dev.wirebench.benchmark.MarkdownTable;
import dev.wirebench.benchmark.Spread;
import dev.wirebench.model.plan.Cell;

/** The results as Markdown, a table for each axis. */
final class ScalingTable {

    /** Maximum cost per message at the most connections, as a multiple of the cost at the reference. */
    static final double GOAL = 1.5;

    private ScalingTable() {}

    static String of(ScalingResults results) {
        StringBuilder out = new StringBuilder();
        for (Axis axis : Axis.values()) {
            out.append(table(axis, results)).append('\n');
        }
        out.append(
                        "Median (lowest to highest) of the rounds; ratios within each round. Goal: at 4,096 connections at most ")
                .append(GOAL)
                .append(" x the cost at 64.\n");
        for (Cell cell : Axis.CELLS) {
            out.append("- ")
                    .append(cell.name())
                    .append(": ")
                    .append(goal(cell, results))
                    .append('\n');
        }
        return out.toString();
    }

    private static String goal(Cell cell, ScalingResults results) {
        int most = Axis.CONNECTIONS.steps().get(Axis.CONNECTIONS.steps().size() - 1);
        Spread ratio =
                results.ratio(Axis.CONNECTIONS.point(cell, most), ScalingPoint.reference(cell), ScalingMetric.CPU);
        if (!ratio.isKnown()) {
            return "not known";
        }
        return ratio.median("%.2f") + " x, " + (ratio.median() <= GOAL ? "met" : "not met");
    }

    private static MarkdownTable table(Axis axis, ScalingResults results) {
        MarkdownTable table = new MarkdownTable(
                "cell",
                axis.label(),
                "CPU us per message",
                "ratio",
                "messages/s",
                "service p50 us",
                "service p99 us",
                "unanswered");
        for (Cell cell : Axis.CELLS) {
            for (int value : axis.steps()) {
                ScalingPoint point = axis.point(cell, value);
                table.add(
                        cell.name(),
                        Integer.toString(value),
                        results.spread(point, ScalingMetric.CPU).text("%.2f", 1e-3),
                        results.ratio(point, axis.reference(cell), ScalingMetric.CPU)
                                .text("%.2f"),
                        results.spread(point, ScalingMetric.THROUGHPUT).text("%.0f"),
                        results.spread(point, ScalingMetric.SERVICE_P50).text("%.1f", 1e-3),
                        results.spread(point, ScalingMetric.SERVICE_P99).text("%.1f", 1e-3),
                        Long.toString(results.unanswered(point)));
            }
        }
        return table;
    }
}
