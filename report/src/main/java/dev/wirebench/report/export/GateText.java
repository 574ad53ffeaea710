package dev.wirebench.report.export;

import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.gate.GateFinding;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.gate.GateResult;
import dev.wirebench.model.gate.Sensitivity;
import dev.wirebench.model.plan.GateRule;
import dev.wirebench.model.text.SafeText;
import dev.wirebench.report.read.Units;
import dev.wirebench.report.table.Markdown;
import dev.wirebench.report.table.Table;
import dev.wirebench.report.table.TerminalWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the gates have come to: for a terminal, in ASCII, and as Markdown. */
public final class GateText {

    public static final List<String> HEADS = List.of(
            "rule",
            "series",
            "required",
            "actual",
            "decision",
            "compared",
            "noise",
            "smallest change it could have detected",
            "false failures by design");

    private static final int FIRST_NUMBER = 5;
    private static final int GAP = 3;
    private static final MathContext TWO_DIGITS = new MathContext(2);

    private GateText() {}

    /** One line per finding, then the notes, then the outcome. */
    public static List<String> lines(GateReport report) {
        List<String> lines = new ArrayList<>();
        report.verdict().reasons().forEach(reason -> lines.add(SafeText.ascii("- " + reason)));
        lines.addAll(findings(report));
        report.notes().forEach(note -> lines.add(SafeText.ascii(note)));
        lines.add(outcome(report));
        return lines;
    }

    private static List<String> findings(GateReport report) {
        List<List<String>> rows = new ArrayList<>();
        for (GateResult result : report.results()) {
            for (GateFinding finding : result.findings()) {
                rows.add(List.of(
                        finding.decision().name(),
                        finding.label(),
                        "required " + SafeText.ascii(finding.required()),
                        "actual " + SafeText.ascii(finding.actual()),
                        evidence(result, finding) + waived(result, finding)));
            }
        }
        return TerminalWriter.aligned(rows, GAP);
    }

    /** The outcome, a table of findings and the notes, as Markdown. */
    public static String markdown(GateReport report) {
        return new Markdown()
                .heading(2, "Gates of " + report.plan())
                .strong(outcome(report), "")
                .points(report.verdict().reasons())
                .table(table(report))
                .points(report.notes())
                .toString();
    }

    /** A row per finding. */
    public static Table table(GateReport report) {
        List<Table.Head> heads = new ArrayList<>();
        for (int i = 0; i < HEADS.size(); i++) {
            heads.add(new Table.Head(HEADS.get(i), i >= FIRST_NUMBER));
        }
        return new Table(
                "Gates of " + report.plan(),
                heads,
                report.results().stream()
                        .flatMap(result -> result.findings().stream().map(finding -> cells(result, finding)))
                        .toList());
    }

    /** As long as {@link #HEADS}. */
    private static List<String> cells(GateResult result, GateFinding finding) {
        List<String> cells = new ArrayList<>(List.of(
                result.gate().text(),
                finding.label(),
                finding.required(),
                finding.actual(),
                past(finding.decision()) + waived(result, finding)));
        cells.addAll(sensitivity(result, finding));
        return cells;
    }

    /** What was compared, the noise, the smallest change that would have been seen, and the false failures by design. */
    public static List<String> sensitivity(GateResult result, GateFinding finding) {
        return finding.sensitivity()
                .map(s -> List.of(
                        slots(result, s),
                        percent(s.noise()),
                        percent(s.smallestChange()),
                        percent(s.falseFailureRate())))
                .orElse(List.of(
                        finding.metric().isExact() ? "counted" : Units.MISSING,
                        Units.MISSING,
                        Units.MISSING,
                        Units.MISSING));
    }

    private static String evidence(GateResult result, GateFinding finding) {
        return finding.sensitivity()
                .map(s -> slots(result, s) + ", noise " + percent(s.noise()))
                .orElse("");
    }

    /** {@code 24 pairs} or, where nothing was compared with anything, {@code 24 slots}. */
    static String slots(GateResult result, Sensitivity sensitivity) {
        boolean isPaired = !(result.gate().rule() instanceof GateRule.Limit);
        return sensitivity.slots() + (isPaired ? " pairs" : " slots");
    }

    /** Where the plan says what an inconclusive gate counts as; else nothing. */
    static String waived(GateResult result, GateFinding finding) {
        boolean isDecided = finding.decision() != Decision.INCONCLUSIVE || result.decision() != Decision.INCONCLUSIVE;
        return isDecided || result.outcome() == Decision.INCONCLUSIVE
                ? ""
                : ", counts as " + result.outcome().label();
    }

    /** {@code 4 %}, {@code 0.13 %}: two digits, as no estimate here holds more; missing where it is not known. */
    static String percent(double share) {
        if (!Double.isFinite(share)) {
            return Units.MISSING;
        }
        BigDecimal rounded = new BigDecimal(100 * share).round(TWO_DIGITS).stripTrailingZeros();
        return rounded.toPlainString() + " %";
    }

    /** {@code 3 gates: 2 passed, 1 inconclusive: INCONCLUSIVE}. */
    static String outcome(GateReport report) {
        if (!report.isJudged()) {
            return "not judged, because the run is " + report.verdict().validity();
        }
        int gates = report.results().size();
        return gates + (gates == 1 ? " gate" : " gates") + (gates == 0 ? "" : ": " + counts(report)) + ": "
                + report.outcome().orElseThrow();
    }

    /** {@code 2 passed, 1 inconclusive}. */
    public static String counts(GateReport report) {
        return Arrays.stream(Decision.values())
                .filter(decision -> count(report, decision) > 0)
                .map(decision -> count(report, decision) + " " + past(decision))
                .collect(Collectors.joining(", "));
    }

    public static String past(Decision decision) {
        return switch (decision) {
            case PASS -> "passed";
            case FAIL -> "failed";
            case INCONCLUSIVE -> "inconclusive";
        };
    }

    private static long count(GateReport report, Decision decision) {
        return report.results().stream()
                .filter(result -> result.outcome() == decision)
                .count();
    }
}
