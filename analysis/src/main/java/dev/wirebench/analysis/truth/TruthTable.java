package dev.wirebench.analysis.truth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.analysis.Quantile;
import dev.wirebench.analysis.TerminalTable;
import dev.wirebench.analysis.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Grades of several runs and what they come to, as text, Markdown and JSON. Immutable. */
public record TruthTable(List<Grade> grades) {

    private static final int SCHEDULE = 4;
    private static final int WIRE = 10;
    private static final int COLUMN = 11;
    private static final String WRONG = "*";

    public TruthTable {
        grades = List.copyOf(grades);
    }

    public long right() {
        return grades.stream().mapToLong(Grade::right).sum();
    }

    public long rightBySchedule() {
        return grades.stream().mapToLong(Grade::rightBySchedule).sum();
    }

    /** Had every message reached the target when it was intended; see {@link Oracle#punctualNs}. */
    public long rightIfPunctual() {
        return grades.stream().mapToLong(Grade::rightIfPunctual).sum();
    }

    public long count() {
        return grades.stream().mapToLong(grade -> grade.marks().size()).sum();
    }

    public long accountingErrors() {
        return grades.stream().mapToLong(grade -> grade.errors().size()).sum();
    }

    /** {@code n of 162 right (k had all messages been on time, m by the schedule alone), no accounting errors}. */
    public String sum() {
        long errors = accountingErrors();
        return right() + " of " + count() + " right (" + rightIfPunctual() + " had all messages been on time, "
                + rightBySchedule() + " by the schedule alone), "
                + (errors == 0 ? "no accounting errors" : errors + " accounting error" + (errors == 1 ? "" : "s"));
    }

    /** For {@code truth.json}; see {@link TruthData}. */
    public String toJson() {
        return toTree().toPrettyString() + "\n";
    }

    /** The same as a tree. */
    public ObjectNode toTree() {
        return TruthData.of(this);
    }

    /** At most {@link TerminalTable#WIDTH} columns. */
    public String toText() {
        StringBuilder out = new StringBuilder();
        StringBuilder head = new StringBuilder(left("", SCHEDULE) + left("wire", WIRE));
        Grade.PERCENTILES.forEach(percentile -> head.append(right(label(percentile) + " ", COLUMN)));
        line(out, head.toString());
        for (Grade grade : grades) {
            if (grade.schedule().length() >= SCHEDULE) {
                line(out, grade.schedule());
            }
            StringBuilder row =
                    new StringBuilder(left(grade.schedule().length() >= SCHEDULE ? "" : grade.schedule(), SCHEDULE)
                            + left(grade.wire(), WIRE));
            grade.marks().forEach(mark -> row.append(right(shortly(mark), COLUMN)));
            line(out, row.toString());
        }
        List<String> remarks = remarks(Units.PLAIN);
        if (!remarks.isEmpty()) {
            line(out, "");
        }
        remarks.forEach(remark -> wrapped(out, remark));
        line(out, "");
        wrapped(out, sum());
        return out.toString();
    }

    private static String shortly(Mark mark) {
        return Units.PLAIN.time(mark.measured()) + (mark.isRight() ? " " : WRONG);
    }

    public String toMarkdown() {
        StringBuilder out = new StringBuilder();
        StringJoiner head = row().add("schedule").add("wire");
        Grade.PERCENTILES.forEach(percentile -> head.add(label(percentile)));
        line(out, head.toString());
        line(out, "|---|---|" + "---:|".repeat(Grade.PERCENTILES.size()));
        for (Grade grade : grades) {
            StringJoiner row = row().add(grade.schedule()).add(grade.wire());
            grade.marks().forEach(mark -> row.add(escaped(measured(mark, Units.TYPESET))));
            line(out, row.toString());
        }
        List<String> remarks = remarks(Units.TYPESET);
        if (!remarks.isEmpty()) {
            line(out, "");
        }
        remarks.forEach(remark -> line(out, "- " + escaped(remark)));
        line(out, "");
        line(out, sum());
        return out.toString();
    }

    /** One for each grade with a wrong percentile, and one for each accounting error. */
    private List<String> remarks(Units units) {
        List<String> remarks = new ArrayList<>();
        for (Grade grade : grades) {
            String of = grade.schedule() + " " + grade.wire() + " ";
            List<String> wrong = grade.marks().stream()
                    .filter(mark -> !mark.isRight())
                    .map(mark -> wrong(mark, units))
                    .toList();
            if (!wrong.isEmpty()) {
                remarks.add(of + String.join("; ", wrong) + ". " + explanation(grade, units));
            }
            grade.errors().forEach(error -> remarks.add(of + "accounting: " + error));
        }
        return remarks;
    }

    private static String wrong(Mark mark, Units units) {
        return label(mark.percentile()) + ": measured " + units.time(mark.measured()) + ", expected "
                + time(mark.expectedNs(), units)
                + (mark.byScheduleNs() == mark.expectedNs()
                        ? ""
                        : " (" + time(mark.byScheduleNs(), units) + " by the schedule alone)");
    }

    private static String explanation(Grade grade, Units units) {
        Lateness lateness = grade.lateness();
        List<String> reasons = grade.verdict().reasons().stream()
                .filter(reason -> reason.contains(grade.cell().name()))
                .toList();
        return "Messages reached the target up to " + units.time(lateness.arrivalMaxNs()) + " late (p99 "
                + units.time(lateness.arrivalP99Ns()) + "), and it answered up to "
                + units.time(lateness.targetMaxNs()) + " late; the run is "
                + grade.verdict().validity()
                + (reasons.isEmpty() ? "" : ": " + String.join("; ", reasons));
    }

    private static String measured(Mark mark, Units units) {
        return units.time(mark.measured()) + (mark.isRight() ? "" : WRONG);
    }

    private static String time(long ns, Units units) {
        return ns == Quantile.INFINITE ? "no answer" : units.time(ns);
    }

    private static String label(double percentile) {
        if (percentile == 100) {
            return "max";
        }
        boolean whole = percentile == Math.rint(percentile);
        return "p" + (whole ? Long.toString((long) percentile) : Double.toString(percentile));
    }

    private static void wrapped(StringBuilder out, String text) {
        StringBuilder line = new StringBuilder();
        for (String word : text.replaceAll("\\p{Cntrl}", "?").split(" ")) {
            if (line.length() + word.length() > TerminalTable.WIDTH
                    && !line.toString().isBlank()) {
                line(out, line.toString());
                line = new StringBuilder("    ");
            }
            line.append(word).append(' ');
        }
        line(out, line.toString());
    }

    private static void line(StringBuilder out, String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    private static StringJoiner row() {
        return new StringJoiner(" | ", "| ", " |");
    }

    /** So that a reason is text and neither markup nor HTML. */
    private static String escaped(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").replaceAll("([\\\\`*_\\[\\]<>#|~&!])", "\\\\$1");
    }

    private static String left(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(1, width - text.length())) + text;
    }
}
