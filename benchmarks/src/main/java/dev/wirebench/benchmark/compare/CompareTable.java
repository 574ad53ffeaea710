package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.Spread;
import dev.wirebench.benchmark.peer.Markdown;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** A comparison as Markdown: the goals, then a table for each row. */
final class CompareTable {

    private static final String NONE = "-";

    private CompareTable() {}

    static String toMarkdown(Comparison comparison) {
        StringBuilder out = new StringBuilder();
        goals(out, comparison);
        for (Compared row : comparison.rows()) {
            out.append("\n**")
                    .append(row.id())
                    .append("**: ")
                    .append(row.title())
                    .append("\n\n");
            row(out, row);
        }
        out.append("\n- ").append(conditions(comparison)).append('\n');
        comparison
                .notes()
                .forEach(note -> out.append("- ").append(Markdown.escaped(note)).append('\n'));
        return out.toString();
    }

    private static String conditions(Comparison comparison) {
        String versions = comparison.versions().entrySet().stream()
                .map(version -> version.getKey() + " " + version.getValue())
                .collect(Collectors.joining(", "));
        return comparison.startedAt() + ", " + comparison.rounds() + " rounds of " + comparison.seconds()
                + " s and one before them, messages of " + Bench.PAYLOAD_BYTES + " bytes: " + Markdown.escaped(versions)
                + ".";
    }

    private static void goals(StringBuilder out, Comparison comparison) {
        Markdown.line(out, Markdown.row("goal: Wirebench divided by", "in", "of", "limit", "reached", "kept"));
        Markdown.line(out, Markdown.rule(6));
        for (Goal goal : Goal.ALL) {
            Markdown.line(
                    out,
                    Markdown.row(
                            goal.contender(),
                            goal.row(),
                            goal.metric().label(),
                            (goal.bound().isUpper() ? "at most " : "at least ")
                                    + two(goal.bound().limit()),
                            goal.ratio(comparison.rows())
                                    .map(CompareTable::exactRatio)
                                    .orElse(NONE),
                            goal.verdict(comparison.rows())));
        }
    }

    private static void row(StringBuilder out, Compared row) {
        StringJoiner head = Markdown.row("contender");
        row.kind().shown().forEach(metric -> head.add(metric.label()));
        head.add("failed");
        row.kind().compared().forEach(metric -> head.add(metric.label() + ": " + row.reference() + " / it"));
        Markdown.line(out, head);
        Markdown.line(
                out,
                Markdown.rule(
                        2 + row.kind().shown().size() + row.kind().compared().size()));
        for (Series series : row.series()) {
            Markdown.line(out, contender(row, series));
        }
    }

    private static StringJoiner contender(Compared row, Series series) {
        StringJoiner cells = Markdown.row(series.contender());
        for (Metric metric : row.kind().shown()) {
            cells.add(
                    series.spread(metric).map(spread -> figure(spread.median())).orElse(NONE));
        }
        String failed = series.rounds().isEmpty() ? "" : Long.toString(series.failed());
        String failure = series.failure().map(Markdown::escaped).orElse("");
        cells.add((failed + " " + failure).strip());
        for (Metric metric : row.kind().compared()) {
            Optional<Spread> ratio = series.contender().equals(row.reference())
                    ? Optional.empty()
                    : row.ratioTo(series.contender(), metric);
            cells.add(ratio.map(CompareTable::ratio).orElse(NONE));
        }
        return cells;
    }

    private static String ratio(Spread spread) {
        return two(spread.median()) + " (" + two(spread.lowest()) + " to " + two(spread.highest()) + ")";
    }

    /** With a digit more than a limit has, so that what is just beyond it does not look like it. */
    private static String exactRatio(Spread spread) {
        return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", spread.median(), spread.lowest(), spread.highest());
    }

    private static String figure(double value) {
        return value >= 1000 ? Long.toString(Math.round(value)) : two(value);
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
