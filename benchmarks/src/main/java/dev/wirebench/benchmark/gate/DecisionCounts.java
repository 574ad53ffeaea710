package dev.wirebench.benchmark.gate;

import dev.wirebench.benchmark.MarkdownTable;
import dev.wirebench.benchmark.Spread;
import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.gate.GateFinding;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.gate.Sensitivity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Gate decisions on one scenario. Confined to one thread. */
final class DecisionCounts {

    private final GateScenario scenario;
    private final List<GateFinding> findings = new ArrayList<>();
    private int notJudged;
    private int remeasured;

    DecisionCounts(GateScenario scenario) {
        this.scenario = scenario;
    }

    /** @param again slots that had to be measured again */
    void add(GateReport report, int again) {
        remeasured += again;
        if (report.results().isEmpty()) {
            notJudged++;
        } else {
            findings.addAll(report.results().get(0).findings());
        }
    }

    static MarkdownTable table() {
        return new MarkdownTable(
                "scenario",
                "truth",
                "decisions",
                "FAIL",
                "PASS",
                "INCONCLUSIVE",
                "difference found, %",
                "pairs",
                "noise, %",
                "slots measured again");
    }

    /** Medians, each with lowest and highest. */
    List<String> row() {
        return List.of(
                scenario.name(),
                scenario.truth(),
                findings.size() + (notJudged == 0 ? "" : " (and " + notJudged + " not judged)"),
                count(Decision.FAIL),
                count(Decision.PASS),
                count(Decision.INCONCLUSIVE),
                percent(findings.stream().flatMapToDouble(finding -> finding.value().stream())),
                Spread.of(sensitivities().mapToDouble(Sensitivity::slots)).text("%.0f"),
                percent(sensitivities().mapToDouble(Sensitivity::noise)),
                Integer.toString(remeasured));
    }

    private String count(Decision decision) {
        return Long.toString(findings.stream()
                .filter(finding -> finding.decision() == decision)
                .count());
    }

    private Stream<Sensitivity> sensitivities() {
        return findings.stream().flatMap(finding -> finding.sensitivity().stream());
    }

    private static String percent(DoubleStream shares) {
        return Spread.of(shares.map(share -> 100 * share)).text("%.1f");
    }
}
