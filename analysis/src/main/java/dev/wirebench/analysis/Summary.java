package dev.wirebench.analysis;

import dev.wirebench.model.Cell;
import dev.wirebench.model.Counts;
import dev.wirebench.model.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** {@code summary.md}: the answer as Markdown. */
public final class Summary {

    private final StringBuilder out = new StringBuilder();

    private Summary() {}

    public static String of(Comparison comparison) {
        return of(comparison, "");
    }

    /** @param gates what the gates of the first run came to, as Markdown; may be empty */
    public static String of(Comparison comparison, String gates) {
        Summary summary = new Summary();
        if (SystemTable.isMeant(comparison)) {
            summary.systems(comparison);
        }
        for (Run run : comparison.runs()) {
            summary.run(run, run == comparison.runs().get(0) ? gates : "");
        }
        return summary.out.toString();
    }

    private void run(Run run, String gates) {
        line("# " + escaped(run.name()));
        line("");
        line("**" + run.record().verdict().validity() + "**"
                + (run.record().verdict().isValid() ? "" : ", not judged:"));
        bullets(run.record().verdict().reasons());
        if (run.series().isEmpty()) {
            line("");
            line("No cell was measured.");
        }
        ScriptText.of(run, Units.TYPESET).ifPresent(this::paragraph);
        out.append(gates);
        evidence(run.series());
        section("What the numbers say", Findings.of(run, Units.TYPESET));
        section("What they do not say", Limits.of(run, Units.TYPESET));
        section("The instrument itself", GeneratorText.sentences(run, Units.TYPESET));
        run.matrices().forEach(this::matrix);
        bounds(run.series());
        crossChecks(CrossCheck.of(run));
        breakEven(run.breakEvens());
        counts(run.series());
    }

    private void systems(Comparison comparison) {
        line("# Systems");
        for (SystemTable table : SystemTable.of(comparison)) {
            line("");
            line("## " + table.title());
            line("");
            StringJoiner head = row().add("system").add("version");
            SystemTable.COLUMNS.forEach(head::add);
            line(head.add("verdict").toString());
            line("|---|---|" + "---:|".repeat(SystemTable.COLUMNS.size()) + "---|");
            for (SystemTable.Row each : table.rows()) {
                StringJoiner row = row().add(escaped(each.system().title()))
                        .add(escaped(each.system().version()));
                each.values(Units.TYPESET).forEach(row::add);
                line(row.add(each.run().record().verdict().validity().name()).toString());
            }
        }
        line("");
    }

    private void evidence(List<Series> series) {
        if (series.isEmpty()) {
            return;
        }
        line("");
        line("## Evidence");
        line("");
        StringJoiner head = row().add("series");
        Evidence.FIGURES.forEach(figure -> head.add(figure.label()));
        line(head.toString());
        line("|---|" + "---:|".repeat(Evidence.FIGURES.size()));
        for (Series each : series) {
            StringJoiner row = row().add(each.record().key().label());
            Evidence.FIGURES.forEach(figure -> row.add(figure.text(each, Units.TYPESET)));
            line(row.toString());
        }
    }

    private void bounds(List<Series> series) {
        if (series.isEmpty()) {
            return;
        }
        line("");
        line("## Percentiles with both bounds");
        paragraph(Bounds.MEANING);
        line("");
        StringJoiner head = row().add("series");
        List.of(Bounds.values()).forEach(bounds -> head.add(bounds.label()));
        line(head.toString());
        line("|---|" + "---:|".repeat(Bounds.values().length));
        for (Series each : series) {
            StringJoiner row = row().add(each.record().key().label());
            List.of(Bounds.values()).forEach(bounds -> row.add(bounds.text(each, Units.TYPESET)));
            line(row.toString());
        }
    }

    private void crossChecks(List<CrossCheck> checks) {
        if (checks.isEmpty()) {
            return;
        }
        line("");
        line("## Two instruments");
        line("");
        line("| cell | load | NIO p50 | Gatling p50 | NIO p99 | Gatling p99 | agreement |");
        line("|---|---|---:|---:|---:|---:|---|");
        for (CrossCheck check : checks) {
            Series nio = check.pair().nio();
            Series gatling = check.pair().gatling();
            line(row().add(nio.record().cell().name())
                    .add(nio.record().load().label())
                    .add(Figure.RESPONSE_P50.text(nio, Units.TYPESET))
                    .add(Figure.RESPONSE_P50.text(gatling, Units.TYPESET))
                    .add(Figure.RESPONSE_P99.text(nio, Units.TYPESET))
                    .add(Figure.RESPONSE_P99.text(gatling, Units.TYPESET))
                    .add(check.text(Units.TYPESET))
                    .toString());
        }
    }

    private void matrix(Matrix matrix) {
        line("");
        line("## " + matrix.title());
        line("");
        StringJoiner head = row().add("");
        for (String lifetime : List.of("short", "long")) {
            matrix.figures().forEach(figure -> head.add(lifetime + " " + figure.label()));
        }
        line(head.toString());
        line("|---|" + "---:|".repeat(2 * matrix.figures().size()));
        for (Protocol protocol : matrix.protocols()) {
            StringJoiner row = row().add(protocol.label());
            figures(row, matrix, matrix.find(protocol, 1));
            figures(row, matrix, matrix.find(protocol, Cell.UNLIMITED));
            line(row.toString());
        }
        if (!matrix.between().isEmpty()) {
            line("");
            StringJoiner heads = row().add("cell");
            matrix.figures().forEach(figure -> heads.add(figure.label()));
            line(heads.toString());
            line("|---|" + "---:|".repeat(matrix.figures().size()));
        }
        for (Series between : matrix.between()) {
            StringJoiner row = row().add(between.record().cell().name());
            figures(row, matrix, Optional.of(between));
            line(row.toString());
        }
    }

    private static void figures(StringJoiner row, Matrix matrix, Optional<Series> series) {
        matrix.figures().forEach(figure -> row.add(figure.text(series, Units.TYPESET)));
    }

    private void breakEven(List<BreakEven.Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        line("");
        line("## A kept connection costs no more than http-short");
        line("");
        line("| cell | in time | in bytes | load | instrument |");
        line("|---|---:|---:|---|---|");
        for (BreakEven.Row row : rows) {
            line(row().add(row.longCell().record().cell().name())
                    .add(text(row.time()))
                    .add(text(row.bytes()))
                    .add(row.longCell().record().load().label())
                    .add(row.longCell().record().instrument().label())
                    .toString());
        }
    }

    private static String text(Optional<BreakEven> breakEven) {
        return breakEven.map(b -> b.text(Units.TYPESET)).orElse(Units.MISSING);
    }

    private void counts(List<Series> series) {
        if (series.isEmpty()) {
            return;
        }
        line("");
        line("## Messages");
        line("");
        line("| series | intended | answered | failed | timed out | unfinished |");
        line("|---|---:|---:|---:|---:|---:|");
        for (Series each : series) {
            Counts counts = each.counts();
            StringJoiner row = row().add(each.record().key().label());
            for (long count : new long[] {
                counts.intended(), counts.answered(), counts.failures(), counts.timedOut(), counts.unfinished()
            }) {
                row.add(Units.TYPESET.count(count));
            }
            line(row.toString());
        }
    }

    private void section(String heading, List<String> sentences) {
        if (!sentences.isEmpty()) {
            line("");
            line("## " + heading);
            bullets(sentences);
        }
    }

    private void paragraph(String sentence) {
        line("");
        line(escaped(sentence));
    }

    private void bullets(List<String> sentences) {
        if (!sentences.isEmpty()) {
            line("");
        }
        sentences.forEach(sentence -> line("- " + escaped(sentence)));
    }

    /** So that a name or reason is text and neither markup nor HTML; a '.', '-' or digit starts no line here. */
    private static String escaped(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").replaceAll("([\\\\`*_\\[\\]<>#|~&!])", "\\\\$1");
    }

    private static StringJoiner row() {
        return new StringJoiner(" | ", "| ", " |");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
