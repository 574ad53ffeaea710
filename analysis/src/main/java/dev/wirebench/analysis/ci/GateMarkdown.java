package dev.wirebench.analysis.ci;

import dev.wirebench.analysis.Units;
import dev.wirebench.analysis.gate.Finding;
import dev.wirebench.analysis.gate.GateReport;
import dev.wirebench.analysis.gate.GateResult;
import dev.wirebench.analysis.gate.Sensitivity;
import dev.wirebench.model.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A job summary in GitHub Flavored Markdown (specification 0.29-gfm). */
public final class GateMarkdown {

    private static final List<String> HEAD = List.of(
            "gate",
            "number",
            "required",
            "actual",
            "decision",
            "measured",
            "noise",
            "smallest change",
            "false failures");

    private static final Pattern MARKUP =
            Pattern.compile("^[-+]|(?<=^[0-9]{1,9})[.)](?= |$)|(?<=www)\\.|[\\\\`*_{}\\[\\]<>()#|~&!@:$^]");

    private final StringBuilder out = new StringBuilder();

    private GateMarkdown() {}

    /** A heading, the outcome, a table of findings and the notes. */
    public static String of(GateReport report) {
        GateMarkdown markdown = new GateMarkdown();
        markdown.write(report);
        return markdown.out.toString();
    }

    private void write(GateReport report) {
        line("## Gates of " + escaped(report.plan()));
        line("");
        line("**" + escaped(GateText.outcome(report)) + "**");
        bullets(report.verdict().reasons());
        if (!report.results().isEmpty()) {
            line("");
            line(row(HEAD));
            line("|" + "---|".repeat(5) + "---:|".repeat(HEAD.size() - 5));
            report.results().forEach(result -> result.findings().forEach(f -> line(row(cells(result, f)))));
        }
        bullets(report.notes());
    }

    private static List<String> cells(GateResult result, Finding finding) {
        return List.of(
                result.gate().text(),
                finding.label(),
                finding.required(),
                finding.actual(),
                GateText.past(finding.decision()) + GateText.waived(result, finding),
                text(finding, s -> GateText.slots(result, s)),
                text(finding, s -> GateText.percent(s.noise())),
                text(finding, s -> GateText.percent(s.smallestChange())),
                text(finding, s -> GateText.percent(s.falseFailureRate())));
    }

    private static String text(Finding finding, Function<Sensitivity, String> part) {
        Optional<Sensitivity> sensitivity = finding.sensitivity();
        return sensitivity.map(part).orElse(Units.MISSING);
    }

    private void bullets(List<String> sentences) {
        if (!sentences.isEmpty()) {
            line("");
        }
        sentences.forEach(sentence -> line("- " + escaped(sentence)));
    }

    private static String row(List<String> cells) {
        StringJoiner row = new StringJoiner(" | ", "| ", " |");
        cells.forEach(cell -> row.add(escaped(cell)));
        return row.toString();
    }

    /** All punctuation that can begin markup, an entity, a link, a mention or an emoji; section 2.4 lets all be escaped. */
    private static String escaped(String text) {
        return MARKUP.matcher(SafeText.line(text).strip()).replaceAll("\\\\$0");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
