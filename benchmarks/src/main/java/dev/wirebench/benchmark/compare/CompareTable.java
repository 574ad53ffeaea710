package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.MarkdownTable;
import dev.wirebench.benchmark.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A comparison as Markdown: the goals, then a table for each row. */
final class CompareTable {

    private CompareTable() {}

    static String toMarkdown(CompareResult result) {
        StringBuilder out = new StringBuilder(goals(result));
        for (RowResult row : result.rows()) {
            out.append("\n**" + row.id() + "**: " + row.title() + "\n\n" + table(row));
        }
        out.append("\n- ").append(conditions(result)).append('\n');
        result.notes()
                .forEach(note ->
                        out.append("- ").append(MarkdownTable.escaped(note)).append('\n'));
        return out.toString();
    }

    private static String conditions(CompareResult result) {
        String versions = result.versions().entrySet().stream()
                .map(version -> version.getKey() + " " + version.getValue())
                .collect(Collectors.joining(", "));
        return result.startedAt() + ", " + result.rounds() + " rounds of " + result.seconds()
                + " s after a discarded one, messages of " + TrialContext.PAYLOAD_BYTES + " bytes: "
                + MarkdownTable.escaped(versions) + ".";
    }

    private static String goals(CompareResult result) {
        MarkdownTable table =
                new MarkdownTable("goal: Wirebench divided by", "in", "metric", "limit", "measured", "met");
        for (Goal goal : Goal.ALL) {
            table.add(
                    goal.competitor(),
                    goal.row(),
                    goal.metric().label(),
                    (goal.isUpper() ? "at most " : "at least ") + two(goal.limit()),
                    // One more digit than the limit, so that a ratio just beyond it is not rounded to it.
                    goal.ratio(result.rows()).text("%.3f"),
                    goal.verdict(result.rows()));
        }
        return table.toString();
    }

    private static String table(RowResult row) {
        List<String> head = new ArrayList<>(List.of("competitor"));
        row.kind().shown().forEach(metric -> head.add(metric.label()));
        head.add("failed");
        row.kind().compared().forEach(metric -> head.add(metric.label() + ": " + row.reference() + " / it"));
        MarkdownTable table = new MarkdownTable(head);
        row.competitors().forEach(competitor -> table.add(cells(row, competitor)));
        return table.toString();
    }

    private static List<String> cells(RowResult row, CompetitorResult competitor) {
        List<String> cells = new ArrayList<>(List.of(competitor.competitor()));
        for (CompareMetric metric : row.kind().shown()) {
            Spread spread = competitor.spread(metric);
            cells.add(spread.median(spread.median() >= 1000 ? "%.0f" : "%.2f"));
        }
        String failed = competitor.rounds().isEmpty() ? "" : Long.toString(competitor.failed());
        cells.add((failed + " " + MarkdownTable.escaped(competitor.failure())).strip());
        for (CompareMetric metric : row.kind().compared()) {
            cells.add(
                    competitor.competitor().equals(row.reference())
                            ? MarkdownTable.NONE
                            : row.ratioTo(competitor.competitor(), metric).text("%.2f"));
        }
        return cells;
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
