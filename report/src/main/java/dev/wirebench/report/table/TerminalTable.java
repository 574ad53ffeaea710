package dev.wirebench.report.table;

import dev.wirebench.model.plan.Scalar;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.text.SafeText;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.Matrix;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.Series;
import dev.wirebench.report.read.Units;
import dev.wirebench.report.say.GeneratorText;
import dev.wirebench.report.say.ScriptText;
import dev.wirebench.report.say.Sentences;
import dev.wirebench.report.say.SetAside;
import dev.wirebench.report.say.TargetEvents;
import java.util.List;
import java.util.stream.Stream;

/** The report in short, for a terminal. */
public final class TerminalTable {

    private final Units units = Units.PLAIN;
    private final TerminalWriter out;

    private TerminalTable(boolean isColoured) {
        this.out = new TerminalWriter(isColoured);
    }

    /** @param isColoured with ANSI escapes */
    public static String of(Comparison comparison, boolean isColoured) {
        TerminalTable report = new TerminalTable(isColoured);
        if (comparison.runs().size() > 1 && SystemTable.isMeant(comparison)) {
            comparison.runs().forEach(report::verdict);
            SystemTable.of(comparison).forEach(report::systems);
        } else {
            comparison.runs().forEach(report::run);
        }
        return report.out.toString();
    }

    private void run(Run run) {
        out.gap();
        verdict(run);
        ScriptText.of(run, units).ifPresent(script -> out.wrapped("", script));
        String first = "instrument: ";
        for (String line : GeneratorText.lines(run, units)) {
            out.wrapped(first, line);
            first = " ".repeat(first.length());
        }
        if (run.series().isEmpty()) {
            out.gap().line("No cell was measured.");
        }
        run.matrices().forEach(this::matrix);
        if (!run.swept().isEmpty()) {
            out.heading("The highest rate");
            run.swept().forEach(cell -> out.wrapped("  ", cell.sentence(units)));
        }
        Table breakEvens = Tables.breakEvens(run.breakEvens(), units);
        if (!breakEvens.rows().isEmpty()) {
            out.heading(breakEvens.title()).table(breakEvens);
        }
        List<String> events = Stream.concat(TargetEvents.of(run, units).stream(), SetAside.of(run, units).stream())
                .toList();
        if (!events.isEmpty()) {
            out.gap();
        }
        events.forEach(event -> out.wrapped("! ", event));
    }

    private void verdict(Run run) {
        Verdict verdict = run.record().verdict();
        String word = verdict.validity().name() + (verdict.isValid() ? "" : ", not judged");
        boolean fits = word.length() + 2 + run.name().length() <= TerminalWriter.WIDTH;
        out.line(out.judged(verdict.isValid(), word) + (fits ? "  " + SafeText.line(run.name()) : ""));
        if (!fits) {
            out.wrapped("  ", run.name());
        }
        verdict.reasons().forEach(reason -> out.wrapped("  - ", reason));
        for (Series series : run.series()) {
            series.contradictions().forEach(contradiction -> out.wrapped("  ! ", contradiction));
            Sentences.reopened(series, units).ifPresent(sentence -> out.wrapped("  ! ", sentence));
        }
    }

    private void matrix(Matrix matrix) {
        String[] title = matrix.title().split(": ", 2);
        out.heading(title[0] + ":").wrapped("  ", title[1]).table(Tables.matrix(matrix, units));
        matrix.cells()
                .values()
                .forEach(series -> unanswered(series.record().cell().name(), series.counts()));
        List<String> busy = matrix.cells().values().stream()
                .filter(Series::isGeneratorTheLimit)
                .map(series -> series.record().cell().name() + " " + series.text(Scalar.WORKER_BUSY, units))
                .toList();
        if (!busy.isEmpty()) {
            out.wrapped(
                    "  ", "the generator itself was the limit, its busiest worker busy: " + String.join(", ", busy));
        }
        GeneratorText.shares(matrix, units)
                .ifPresent(shares -> out.wrapped("  ", "of the rate the instrument reaches at most: " + shares));
    }

    private void systems(SystemTable systems) {
        out.heading(systems.title()).table(systems.table(units));
        systems.rows()
                .forEach(row -> unanswered(row.system().title(), row.series().counts()));
    }

    private void unanswered(String name, Counts counts) {
        if (counts.answered() < counts.intended()) {
            out.wrapped("  ", name + ": " + Sentences.unanswered(counts, units));
        }
    }
}
