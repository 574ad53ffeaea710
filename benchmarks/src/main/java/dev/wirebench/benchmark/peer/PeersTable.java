package dev.wirebench.benchmark.peer;

import dev.wirebench.benchmark.MarkdownTable;
import dev.wirebench.lab.truth.CellGrade;
import dev.wirebench.report.read.Units;
import java.util.ArrayList;
import java.util.List;

/**
 * All tools side by side, as Markdown. Immutable.
 *
 * @param schedules the columns
 * @param tools the rows
 * @param notes what a reader has to know
 */
record PeersTable(List<String> schedules, List<ToolGrades> tools, List<String> notes) {

    private static final String WRONG = "*";
    private static final int MAX_TEXT_LENGTH = 120;

    PeersTable {
        schedules = List.copyOf(schedules);
        tools = List.copyOf(tools);
        notes = List.copyOf(notes);
    }

    String toMarkdown() {
        StringBuilder out = new StringBuilder(summary()).append('\n');
        notes.forEach(note -> out.append("- " + MarkdownTable.escaped(note) + "\n"));
        return out.append('\n').append(details()).toString();
    }

    private String summary() {
        List<String> head = new ArrayList<>(List.of("tool", "rate"));
        head.addAll(schedules);
        head.addAll(List.of("right by the formula", "stopped for 1 s: noticed?"));
        MarkdownTable table = new MarkdownTable(head);
        for (ToolGrades tool : tools) {
            List<String> row = new ArrayList<>(
                    List.of((tool.tool() + " " + tool.version()).strip(), MarkdownTable.escaped(tool.rate())));
            for (String schedule : schedules) {
                row.add(tool.grades().stream()
                        .filter(grade -> grade.schedule().equals(schedule))
                        .map(PeersTable::cell)
                        .findFirst()
                        .orElse(MarkdownTable.NONE));
            }
            row.add(tool.right() + " of " + tool.count()
                    + (tool.addition().isEmpty() ? "" : " (" + tool.addition() + ")"));
            row.add(tool.suspension().map(PeersTable::cell).orElse(MarkdownTable.NONE));
            table.add(row);
        }
        return table.toString();
    }

    private static String cell(ScheduleGrade grade) {
        return grade.remark().isEmpty() ? grade.right() + "/" + grade.count() : shortened(grade.remark());
    }

    private static String cell(SuspensionResult suspension) {
        return (suspension.isNoticed() ? "yes" : "no") + " (" + shortened(suspension.evidence()) + ")";
    }

    /** The JSON has the whole text. */
    private static String shortened(String text) {
        return MarkdownTable.escaped(
                text.length() <= MAX_TEXT_LENGTH ? text : text.substring(0, MAX_TEXT_LENGTH) + "...");
    }

    private String details() {
        List<String> head = new ArrayList<>(List.of("tool", "schedule", "load", "requests/s"));
        CellGrade.PERCENTILES.forEach(percentile -> head.add(label(percentile)));
        MarkdownTable table = new MarkdownTable(head);
        for (ToolGrades tool : tools) {
            tool.grades().stream()
                    .filter(grade -> !grade.load().isEmpty())
                    .forEach(grade -> table.add(details(tool, grade)));
        }
        return table.toString();
    }

    private static List<String> details(ToolGrades tool, ScheduleGrade grade) {
        List<String> row = new ArrayList<>(List.of(tool.tool(), grade.schedule(), grade.load()));
        row.add(
                grade.perSecond().isPresent()
                        ? Long.toString(Math.round(grade.perSecond().getAsDouble()))
                        : MarkdownTable.NONE);
        for (double percentile : CellGrade.PERCENTILES) {
            row.add(grade.percentiles().stream()
                    .filter(each -> each.percentile() == percentile)
                    .map(each -> MarkdownTable.escaped(text(each)))
                    .findFirst()
                    .orElse(MarkdownTable.NONE));
        }
        return row;
    }

    private static String text(PrintedPercentile percentile) {
        return Units.TYPESET.time(percentile.printed()) + (percentile.counts() && !percentile.isRight() ? WRONG : "");
    }

    private static String label(double percentile) {
        return percentile == 100 ? "max" : "p" + Double.toString(percentile).replaceFirst("\\.0$", "");
    }
}
