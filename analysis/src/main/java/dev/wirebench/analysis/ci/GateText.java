package dev.wirebench.analysis.ci;

import dev.wirebench.analysis.Units;
import dev.wirebench.analysis.gate.Decision;
import dev.wirebench.analysis.gate.Finding;
import dev.wirebench.analysis.gate.GateReport;
import dev.wirebench.analysis.gate.GateResult;
import dev.wirebench.analysis.gate.Sensitivity;
import dev.wirebench.model.GateRule;
import dev.wirebench.model.SafeText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the gates have come to, in ASCII, for a terminal. */
public final class GateText {

    private static final String GAP = "   ";
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
        List<String[]> rows = new ArrayList<>();
        for (GateResult result : report.results()) {
            for (Finding finding : result.findings()) {
                rows.add(new String[] {
                    finding.decision().name(),
                    finding.label(),
                    "required " + SafeText.ascii(finding.required()),
                    "actual " + SafeText.ascii(finding.actual()),
                    evidence(result, finding) + waived(result, finding)
                });
            }
        }
        int[] widths = new int[5];
        for (String[] row : rows) {
            Arrays.setAll(widths, i -> Math.max(widths[i], row[i].length()));
        }
        return rows.stream().map(row -> aligned(row, widths)).toList();
    }

    private static String aligned(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            line.append(row[i]).append(" ".repeat(widths[i] - row[i].length())).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private static String evidence(GateResult result, Finding finding) {
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
    static String waived(GateResult result, Finding finding) {
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
        String counts = Arrays.stream(Decision.values())
                .filter(decision -> count(report, decision) > 0)
                .map(decision -> count(report, decision) + " " + past(decision))
                .collect(Collectors.joining(", "));
        return gates + (gates == 1 ? " gate" : " gates") + (gates == 0 ? "" : ": " + counts) + ": "
                + report.outcome().orElseThrow();
    }

    static String past(Decision decision) {
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
