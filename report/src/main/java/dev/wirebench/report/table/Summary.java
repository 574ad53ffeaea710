package dev.wirebench.report.table;

import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.CrossCheck;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.Units;
import dev.wirebench.report.say.Caveats;
import dev.wirebench.report.say.Conclusions;
import dev.wirebench.report.say.GeneratorText;
import dev.wirebench.report.say.ScriptText;
import java.util.List;
import java.util.stream.Stream;

/** {@code summary.md}: the whole report as Markdown. */
public final class Summary {

    private static final Units UNITS = Units.TYPESET;

    private Summary() {}

    public static String of(Comparison comparison) {
        return of(comparison, "");
    }

    /** @param gates what the gates of the first run came to, as Markdown; may be empty */
    public static String of(Comparison comparison, String gates) {
        Markdown markdown = new Markdown();
        if (SystemTable.isMeant(comparison)) {
            markdown.heading(1, "Systems");
            SystemTable.of(comparison)
                    .forEach(table -> markdown.heading(2, table.title()).table(table.table(UNITS)));
        }
        for (Run run : comparison.runs()) {
            run(markdown, run, run == comparison.runs().get(0) ? gates : "");
        }
        return markdown.toString();
    }

    private static void run(Markdown markdown, Run run, String gates) {
        Verdict verdict = run.record().verdict();
        markdown.heading(1, run.name())
                .strong(verdict.validity().name(), verdict.isValid() ? "" : ", not judged:")
                .points(verdict.reasons());
        if (run.series().isEmpty()) {
            markdown.paragraph("No cell was measured.");
        }
        ScriptText.of(run, UNITS).ifPresent(markdown::paragraph);
        if (!gates.isEmpty()) {
            markdown.block(gates);
        }
        sections(run).forEach(section -> markdown.section(2, section));
    }

    private static List<Section> sections(Run run) {
        return Stream.of(
                        Stream.of(
                                Section.ofTable(Tables.evidence(run.series(), UNITS)),
                                Section.ofPoints("What the numbers say", Conclusions.of(run, UNITS)),
                                Section.ofPoints("What they do not say", Caveats.of(run, UNITS)),
                                Section.ofPoints("The instrument itself", GeneratorText.sentences(run, UNITS))),
                        run.matrices().stream().map(matrix -> Section.ofTable(Tables.matrix(matrix, UNITS))),
                        Stream.of(
                                Section.ofTable(Tables.bounds(run.series(), UNITS), Tables.BOUNDS_MEANING),
                                Section.ofTable(Tables.crossChecks(CrossCheck.of(run), UNITS)),
                                Section.ofTable(Tables.breakEvens(run.breakEvens(), UNITS)),
                                Section.ofTable(Tables.messages(run.series(), UNITS))))
                .flatMap(sections -> sections)
                .toList();
    }
}
