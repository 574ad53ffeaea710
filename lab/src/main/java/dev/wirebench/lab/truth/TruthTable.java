package dev.wirebench.lab.truth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.report.read.Quantile;
import dev.wirebench.report.read.Units;
import dev.wirebench.report.table.Markdown;
import dev.wirebench.report.table.Table;
import dev.wirebench.report.table.Table.Column;
import dev.wirebench.report.table.TerminalWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Grades of several runs and what they come to, as text, Markdown and JSON. Immutable. */
public record TruthTable(List<CellGrade> grades) {

    private static final String INDENT = "    ";
    private static final String WRONG = "*";

    public TruthTable {
        grades = List.copyOf(grades);
    }

    public long right() {
        return grades.stream().mapToLong(CellGrade::right).sum();
    }

    public long count() {
        return grades.stream().mapToLong(grade -> grade.marks().size()).sum();
    }

    public long accountingErrors() {
        return grades.stream().mapToLong(grade -> grade.errors().size()).sum();
    }

    /** {@code n of 162 right, no accounting errors}. */
    public String sum() {
        long errors = accountingErrors();
        return right() + " of " + count() + " right, "
                + (errors == 0 ? "no accounting errors" : errors + " accounting error" + (errors == 1 ? "" : "s"));
    }

    /** For {@code truth.json}; see {@link TruthData}. */
    public String toJson() {
        return TruthData.of(this).toPrettyString() + "\n";
    }

    /** The same as a tree, with the folder that the runs lie in. */
    public ObjectNode toTree(Path folder) {
        return TruthData.of(this)
                .put("folder", folder.toAbsolutePath().normalize().toString());
    }

    private Table table(Units units) {
        List<Column<CellGrade>> columns = new ArrayList<>();
        columns.add(Column.text("schedule", CellGrade::schedule));
        columns.add(Column.text("wire", CellGrade::wire));
        for (int i = 0; i < CellGrade.PERCENTILES.size(); i++) {
            int at = i;
            columns.add(Column.number(
                    Percentile.name(CellGrade.PERCENTILES.get(i)),
                    grade -> measured(grade.marks().get(at), units)));
        }
        return Table.of("Truth", columns, grades);
    }

    private static String measured(PercentileGrade mark, Units units) {
        return units.time(mark.measured()) + (mark.isRight() ? "" : WRONG);
    }

    /** At most {@link TerminalWriter#WIDTH} columns. */
    public String toText() {
        TerminalWriter out = new TerminalWriter(false);
        out.table(table(Units.PLAIN));
        List<String> remarks = remarks(Units.PLAIN);
        if (!remarks.isEmpty()) {
            out.line("");
        }
        remarks.forEach(remark -> out.wrapped("", INDENT, remark));
        return out.line("").wrapped("", INDENT, sum()).toString();
    }

    public String toMarkdown() {
        return new Markdown()
                .table(table(Units.TYPESET))
                .points(remarks(Units.TYPESET))
                .paragraph(sum())
                .toString();
    }

    /** One for each grade with a wrong percentile, and one for each accounting error. */
    private List<String> remarks(Units units) {
        List<String> remarks = new ArrayList<>();
        for (CellGrade grade : grades) {
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

    private static String wrong(PercentileGrade mark, Units units) {
        return Percentile.name(mark.percentile()) + ": measured " + units.time(mark.measured()) + ", expected "
                + time(mark.expectedNs(), units)
                + (mark.byScheduleNs() == mark.expectedNs()
                        ? ""
                        : " (" + time(mark.byScheduleNs(), units) + " by the schedule alone)");
    }

    private static String explanation(CellGrade grade, Units units) {
        OracleLateness lateness = grade.lateness();
        List<String> reasons = grade.verdict().reasons().stream()
                .filter(reason -> reason.contains(grade.cell().name()))
                .toList();
        return "Messages reached the target up to " + units.time(lateness.arrivalMaxNs()) + " late (p99 "
                + units.time(lateness.arrivalP99Ns()) + "), and it answered up to "
                + units.time(lateness.targetMaxNs()) + " late; the run is "
                + grade.verdict().validity()
                + (reasons.isEmpty() ? "" : ": " + String.join("; ", reasons));
    }

    private static String time(long ns, Units units) {
        return ns == Quantile.INFINITE ? "no answer" : units.time(ns);
    }
}
