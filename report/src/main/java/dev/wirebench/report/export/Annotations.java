package dev.wirebench.report.export;

import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.gate.GateReport.Source;
import dev.wirebench.model.gate.GateResult;
import dev.wirebench.model.text.SafeText;
import java.util.List;
import java.util.Optional;

/**
 * Workflow commands of GitHub Actions that mark the lines of the gates that did not pass, errors first: GitHub shows ten
 * errors and ten warnings of a step. Escaped as in {@code command.ts} of actions/toolkit.
 */
final class Annotations {

    private Annotations() {}

    static String of(GateReport report) {
        StringBuilder out = new StringBuilder();
        if (!report.isJudged()) {
            List<String> reasons =
                    report.verdict().reasons().stream().map(SafeText::line).toList();
            out.append(command("error", place(report, -1), "Gates: " + GateText.outcome(report), reasons));
        }
        append(out, report, Decision.FAIL, "error");
        append(out, report, Decision.INCONCLUSIVE, "warning");
        return out.toString();
    }

    private static void append(StringBuilder out, GateReport report, Decision outcome, String command) {
        for (int i = 0; i < report.results().size(); i++) {
            GateResult result = report.results().get(i);
            if (result.outcome() == outcome) {
                String title = "Gate " + GateText.past(result.outcome()) + ": "
                        + SafeText.line(result.gate().text());
                out.append(command(command, place(report, i), title, FindingText.whole(result)));
            }
        }
    }

    /** @param gate -1 for none in particular */
    private static String place(GateReport report, int gate) {
        Optional<Source> source = report.source();
        if (source.isEmpty()) {
            return "";
        }
        String file = "file=" + property(SafeText.line(source.get().file())) + ",";
        List<Integer> lines = source.get().lines();
        return gate >= 0 && gate < lines.size() ? file + "line=" + lines.get(gate) + "," : file;
    }

    private static String command(String name, String place, String title, List<String> lines) {
        return "::" + name + " " + place + "title=" + property(title) + "::" + data(String.join("\n", lines)) + "\n";
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
