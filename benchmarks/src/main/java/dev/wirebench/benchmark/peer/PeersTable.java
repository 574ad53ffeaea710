package dev.wirebench.benchmark.peer;

import dev.wirebench.analysis.Quantile;
import dev.wirebench.analysis.Units;
import dev.wirebench.analysis.truth.Grade;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * All tools side by side, as Markdown. Immutable.
 *
 * @param schedules the columns
 * @param tools the rows
 * @param notes what has to be known to read it
 */
public record PeersTable(List<String> schedules, List<ToolGrades> tools, List<String> notes) {

    private static final String WRONG = "*";
    private static final int EVIDENCE_LENGTH = 120;

    public PeersTable {
        schedules = List.copyOf(schedules);
        tools = List.copyOf(tools);
        notes = List.copyOf(notes);
    }

    public String toMarkdown() {
        StringBuilder out = new StringBuilder();
        summary(out);
        out.append('\n');
        notes.forEach(note -> out.append("- ").append(Markdown.escaped(note)).append('\n'));
        out.append('\n');
        details(out);
        return out.toString();
    }

    private void summary(StringBuilder out) {
        StringJoiner head = Markdown.row().add("tool").add("rate");
        schedules.forEach(head::add);
        Markdown.line(out, head.add("right by the formula").add("stopped for 1 s: noticed?"));
        Markdown.line(out, Markdown.rule(schedules.size() + 4));
        for (ToolGrades tool : tools) {
            StringJoiner row = Markdown.row()
                    .add((tool.tool() + " " + tool.version()).strip())
                    .add(Markdown.escaped(tool.rate()));
            for (String schedule : schedules) {
                row.add(tool.grades().stream()
                        .filter(graded -> graded.schedule().equals(schedule))
                        .map(PeersTable::cell)
                        .findFirst()
                        .orElse(Units.MISSING));
            }
            String sum = tool.right() + " of " + tool.count();
            row.add(tool.addition().isEmpty() ? sum : sum + " (" + tool.addition() + ")");
            Markdown.line(out, row.add(tool.stopped().map(PeersTable::cell).orElse(Units.MISSING)));
        }
    }

    private static String cell(Graded graded) {
        return graded.remark()
                .map(remark -> Markdown.escaped(brief(remark)))
                .orElse(graded.right() + "/" + graded.count());
    }

    private static String cell(Stopped stopped) {
        return (stopped.isNoticed() ? "yes" : "no") + " (" + Markdown.escaped(brief(stopped.evidence())) + ")";
    }

    /** What is cut off is in the JSON. */
    private static String brief(String text) {
        return text.length() <= EVIDENCE_LENGTH ? text : text.substring(0, EVIDENCE_LENGTH) + "...";
    }

    private void details(StringBuilder out) {
        StringJoiner head =
                Markdown.row().add("tool").add("schedule").add("asked").add("requests/s");
        Grade.PERCENTILES.forEach(percentile -> head.add(label(percentile)));
        Markdown.line(out, head);
        Markdown.line(out, Markdown.rule(Grade.PERCENTILES.size() + 4));
        for (ToolGrades tool : tools) {
            for (Graded graded : tool.grades()) {
                if (!graded.asked().isEmpty()) {
                    Markdown.line(out, details(tool, graded));
                }
            }
        }
    }

    private static StringJoiner details(ToolGrades tool, Graded graded) {
        StringJoiner row = Markdown.row()
                .add(tool.tool())
                .add(graded.schedule())
                .add(graded.asked())
                .add(
                        graded.perSecond().isPresent()
                                ? Long.toString(Math.round(graded.perSecond().getAsDouble()))
                                : Units.MISSING);
        for (double percentile : Grade.PERCENTILES) {
            Optional<Judged> judged = graded.judged().stream()
                    .filter(each -> each.percentile() == percentile)
                    .findFirst();
            row.add(Markdown.escaped(judged.map(PeersTable::text).orElse(Units.MISSING)));
        }
        return row;
    }

    private static String text(Judged judged) {
        Quantile printed = judged.printed();
        return Units.TYPESET.time(printed) + (judged.counts() && !judged.isRight() ? WRONG : "");
    }

    static String label(double percentile) {
        if (percentile == 100) {
            return "max";
        }
        boolean isWhole = percentile == Math.rint(percentile);
        return "p" + (isWhole ? Long.toString((long) percentile) : Double.toString(percentile));
    }
}
