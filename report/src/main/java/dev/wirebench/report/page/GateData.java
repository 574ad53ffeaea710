package dev.wirebench.report.page;

import dev.wirebench.model.gate.GateFinding;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.gate.GateResult;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.export.GateText;
import dev.wirebench.report.read.Units;
import java.util.List;
import java.util.Optional;

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
            boolean isDecidedByPlan = result.outcome() != result.decision();
            return new RuleData(
                    result.gate().text(),
                    isDecidedByPlan
                            ? "inconclusive; by the plan it counts as "
                                    + GateMark.of(result.outcome()).word()
                            : "",
                    result.findings().stream()
                            .map(finding -> FindingData.of(result, finding))
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

        static FindingData of(GateResult result, GateFinding finding) {
            return new FindingData(
                    finding.label(),
                    finding.required(),
                    finding.actual(),
                    GateMark.of(finding.decision()),
                    GateText.sensitivity(result, finding),
                    finding.estimate()
                            .map(estimate -> GatePicture.of(result.gate().rule(), estimate, Units.TYPESET))
                            .orElse(null));
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
                        ? GateText.counts(report)
                        : "the run is " + report.verdict().validity() + ", and only one that is VALID is judged",
                report.verdict().reasons().stream()
                        .filter(reason -> !shown.reasons().contains(reason))
                        .toList(),
                GateText.HEADS,
                report.results().stream().map(RuleData::of).toList(),
                MEANING,
                report.notes()));
    }
}
