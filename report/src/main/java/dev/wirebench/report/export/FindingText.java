package dev.wirebench.report.export;

import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.gate.GateFinding;
import dev.wirebench.model.gate.GateResult;
import dev.wirebench.model.text.SafeText;
import java.util.List;

/** Findings in sentences, each on a line of its own. */
final class FindingText {

    private FindingText() {}

    /** Everything that is known of a finding. */
    static String whole(GateResult result, GateFinding finding) {
        StringBuilder text = new StringBuilder()
                .append(finding.decision())
                .append(' ')
                .append(brief(finding))
                .append(GateText.waived(result, finding));
        finding.sensitivity()
                .ifPresent(s -> text.append("; ")
                        .append(GateText.slots(result, s))
                        .append(", noise ")
                        .append(GateText.percent(s.noise()))
                        .append(", would have detected a change of ")
                        .append(GateText.percent(s.smallestChange()))
                        .append(", fails ")
                        .append(GateText.percent(s.falseFailureRate()))
                        .append(" of the time although nothing has changed"));
        return text.toString();
    }

    static List<String> whole(GateResult result) {
        return result.findings().stream().map(f -> whole(result, f)).toList();
    }

    /** The findings that made the gate what it is. */
    static List<String> deciding(GateResult result) {
        Decision decision = result.decision();
        return result.findings().stream()
                .filter(finding -> finding.decision() == decision)
                .map(FindingText::brief)
                .toList();
    }

    private static String brief(GateFinding finding) {
        return finding.label() + ": required " + SafeText.line(finding.required()) + ", actual "
                + SafeText.line(finding.actual());
    }
}
