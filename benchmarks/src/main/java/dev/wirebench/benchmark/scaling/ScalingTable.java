package dev.wirebench.benchmark.scaling;

import dev.wirebench.benchmark.Spread;
import dev.wirebench.model.Cell;
import java.util.Locale;

/** The results as Markdown, a table for each axis. */
public final class ScalingTable {

    /** At the most connections a message should cost at most so many times what it costs at the reference. */
    static final double GOAL = 1.5;

    private static final String UNKNOWN = "-";

    private final Results results;

    public ScalingTable(Results results) {
        this.results = results;
    }

    public String toMarkdown() {
        StringBuilder out = new StringBuilder();
        for (Axis axis : Axis.values()) {
            table(axis, out);
        }
        out.append(
                        "Median (lowest to highest) of the rounds; ratios of each round. Goal: at 4,096 connections at most ")
                .append(GOAL)
                .append(" x the cost at 64.\n");
        for (Cell cell : Axis.CELLS) {
            out.append("- ").append(cell.name()).append(": ").append(goal(cell)).append('\n');
        }
        return out.toString();
    }

    private String goal(Cell cell) {
        int most = Axis.CONNECTIONS.steps().get(Axis.CONNECTIONS.steps().size() - 1);
        Spread ratio = results.ratio(Axis.CONNECTIONS.point(cell, most), Point.reference(cell), Quantity.CPU);
        if (!ratio.isKnown()) {
            return "not known";
        }
        return number("%.2f", ratio.median()) + " x, " + (ratio.median() <= GOAL ? "met" : "not met");
    }

    private void table(Axis axis, StringBuilder out) {
        out.append("| cell | ")
                .append(axis.label())
                .append(" | CPU us per message | ratio | messages/s | service p50 us | service p99 us | unanswered |\n")
                .append("|---|---|---|---|---|---|---|---|\n");
        for (Cell cell : Axis.CELLS) {
            for (int value : axis.steps()) {
                row(axis, cell, value, out);
            }
        }
        out.append('\n');
    }

    private void row(Axis axis, Cell cell, int value, StringBuilder out) {
        Point point = axis.point(cell, value);
        out.append(String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s | %s | %s | %d |%n",
                cell.name(),
                value,
                text("%.2f", results.spread(point, Quantity.CPU), 1e-3),
                text("%.2f", results.ratio(point, axis.reference(cell), Quantity.CPU), 1),
                text("%.0f", results.spread(point, Quantity.THROUGHPUT), 1),
                text("%.1f", results.spread(point, Quantity.SERVICE_P50), 1e-3),
                text("%.1f", results.spread(point, Quantity.SERVICE_P99), 1e-3),
                results.unanswered(point)));
    }

    private static String text(String format, Spread spread, double unit) {
        if (!spread.isKnown()) {
            return UNKNOWN;
        }
        return number(format, spread.median() * unit) + " (" + number(format, spread.lowest() * unit) + " to "
                + number(format, spread.highest() * unit) + ")";
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
