package dev.wirebench.benchmark.gate;

import dev.wirebench.analysis.gate.Decision;
import dev.wirebench.analysis.gate.Finding;
import dev.wirebench.analysis.gate.GateReport;
import dev.wirebench.analysis.gate.Sensitivity;
import dev.wirebench.benchmark.Spread;
import dev.wirebench.benchmark.peer.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** What the decisions about a scenario came to. Confined to one thread. */
public final class Tally {

    private final Scenario scenario;
    private final List<Finding> findings = new ArrayList<>();
    private int notJudged;
    private int setAside;

    public Tally(Scenario scenario) {
        this.scenario = scenario;
    }

    public Scenario scenario() {
        return scenario;
    }

    /** @param again slots that had to be measured again */
    public void add(GateReport report, int again) {
        setAside += again;
        if (report.results().isEmpty()) {
            notJudged++;
        } else {
            findings.addAll(report.results().get(0).findings());
        }
    }

    public int decisions() {
        return findings.size();
    }

    private long count(Decision decision) {
        return findings.stream()
                .filter(finding -> finding.decision() == decision)
                .count();
    }

    public static String head() {
        return Markdown.row(
                        "scenario",
                        "truth",
                        "decisions",
                        "FAIL",
                        "PASS",
                        "INCONCLUSIVE",
                        "difference found",
                        "pairs",
                        "noise",
                        "slots measured again")
                + "\n" + Markdown.rule(10);
    }

    /** Medians, each with the lowest and highest. */
    public String row() {
        return Markdown.row(
                        scenario.name(),
                        scenario.truth(),
                        findings.size() + (notJudged == 0 ? "" : " (and " + notJudged + " not judged)"),
                        Long.toString(count(Decision.FAIL)),
                        Long.toString(count(Decision.PASS)),
                        Long.toString(count(Decision.INCONCLUSIVE)),
                        percent(findings.stream().flatMapToDouble(finding -> finding.value().stream())),
                        whole(sensitivities().stream().mapToDouble(Sensitivity::slots)),
                        percent(sensitivities().stream().mapToDouble(Sensitivity::noise)),
                        Integer.toString(setAside))
                .toString();
    }

    private List<Sensitivity> sensitivities() {
        return findings.stream()
                .flatMap(finding -> finding.sensitivity().stream())
                .toList();
    }

    private static String percent(DoubleStream shares) {
        Spread spread = Spread.ofFinite(shares.map(share -> 100 * share));
        return spread.isKnown()
                ? String.format(
                        Locale.ROOT, "%.1f %% (%.1f to %.1f)", spread.median(), spread.lowest(), spread.highest())
                : "-";
    }

    private static String whole(DoubleStream values) {
        Spread spread = Spread.ofFinite(values);
        return spread.isKnown()
                ? String.format(Locale.ROOT, "%.0f (%.0f to %.0f)", spread.median(), spread.lowest(), spread.highest())
                : "-";
    }
}
