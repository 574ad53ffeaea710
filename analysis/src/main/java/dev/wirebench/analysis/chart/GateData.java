package dev.wirebench.analysis.chart;

import dev.wirebench.analysis.Units;
import dev.wirebench.analysis.gate.Decision;
import dev.wirebench.analysis.gate.Finding;
import dev.wirebench.analysis.gate.GateReport;
import dev.wirebench.analysis.gate.GateResult;
import dev.wirebench.analysis.gate.Sensitivity;
import dev.wirebench.model.GateRule;
import dev.wirebench.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What page and summary show of the gates, as text. Immutable.
 *
 * @param counts how many gates came to what, or why there are none to count
 * @param reasons why the run was not judged, as far as its verdict does not say so already
 * @param heads of the table
 * @param meaning what the numbers of the table mean
 * @param notes what was compared with what
 */
record GateData(
        GateMark outcome,
        String counts,
        List<String> reasons,
        List<String> heads,
        List<RuleData> rules,
        String meaning,
        List<String> notes) {

    static final List<String> HEADS = List.of(
            "rule",
            "series",
            "required",
            "actual",
            "decision",
            "compared",
            "noise",
            "smallest change it could have detected",
            "false failures by design");

    static final String MEANING =
            "Noise is the standard deviation of the difference within one pair, or of one slot where"
                    + " slots are not paired. The smallest change is what so many would have shown 95 times in 100. False"
                    + " failures by design: how often the gate would fail although nothing had changed. What is counted, not"
                    + " estimated, needs no statistics.";

    /**
     * A rule and what it found.
     *
     * @param countsAs what it counts as where the numbers could not tell and the plan says so; otherwise empty
     */
    record RuleData(String rule, String countsAs, List<FindingData> findings) {
        static RuleData of(GateResult result) {
            GateRule rule = result.gate().rule();
            boolean isDecidedByPlan = result.outcome() != result.decision();
            return new RuleData(
                    result.gate().text(),
                    isDecidedByPlan
                            ? "inconclusive; by the plan it counts as "
                                    + GateMark.of(result.outcome()).word()
                            : "",
                    result.findings().stream()
                            .map(finding -> FindingData.of(rule, finding))
                            .toList());
        }
    }

    /**
     * A series.
     *
     * @param sensitivity the last four columns
     * @param picture null where there is no estimate
     */
    record FindingData(
            String series,
            String required,
            String actual,
            GateMark decision,
            List<String> sensitivity,
            GatePicture picture) {

        static FindingData of(GateRule rule, Finding finding) {
            return new FindingData(
                    finding.label(),
                    finding.required(),
                    finding.actual(),
                    GateMark.of(finding.decision()),
                    finding.sensitivity()
                            .map(sensitivity -> sensitivity(rule, sensitivity))
                            .orElse(withoutStatistics(finding)),
                    finding.estimate()
                            .map(estimate -> GatePicture.of(rule, estimate, Units.TYPESET))
                            .orElse(null));
        }

        private static List<String> sensitivity(GateRule rule, Sensitivity sensitivity) {
            String compared = rule instanceof GateRule.Limit ? " slots" : " pairs";
            return List.of(
                    Units.TYPESET.count(sensitivity.slots()) + compared,
                    share(sensitivity.noise()),
                    share(sensitivity.smallestChange()),
                    share(sensitivity.falseFailureRate()));
        }

        private static String share(double value) {
            return Double.isFinite(value) ? Units.TYPESET.percent(value) : Units.MISSING;
        }

        private static List<String> withoutStatistics(Finding finding) {
            String how = finding.metric().isExact() ? "counted" : Units.MISSING;
            return List.of(how, Units.MISSING, Units.MISSING, Units.MISSING);
        }
    }

    /**
     * Empty where the run was judged by no gate at all.
     *
     * @param shown the verdict that already stands above the gates
     */
    static Optional<GateData> of(GateReport report, Verdict shown) {
        if (!report.says()) {
            return Optional.empty();
        }
        return Optional.of(new GateData(
                report.outcome().map(GateMark::of).orElse(GateMark.NOT_JUDGED),
                report.isJudged()
                        ? counts(report.results())
                        : "the run is " + report.verdict().validity() + ", and only one that is VALID is judged",
                report.verdict().reasons().stream()
                        .filter(reason -> !shown.reasons().contains(reason))
                        .toList(),
                HEADS,
                report.results().stream().map(RuleData::of).toList(),
                MEANING,
                report.notes()));
    }

    private static String counts(List<GateResult> results) {
        return Stream.of(Decision.FAIL, Decision.INCONCLUSIVE, Decision.PASS)
                .map(outcome -> count(results, outcome))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> count(List<GateResult> results, Decision outcome) {
        long count =
                results.stream().filter(result -> result.outcome() == outcome).count();
        return count == 0
                ? Optional.empty()
                : Optional.of(
                        Units.TYPESET.count(count) + " " + GateMark.of(outcome).word());
    }
}
