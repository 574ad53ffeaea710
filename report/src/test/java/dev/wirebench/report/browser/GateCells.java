package dev.wirebench.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.gate.GateFinding;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.gate.Sensitivity;
import java.util.List;
import java.util.Optional;

/** The table of gates, against the findings that it was made from. */
final class GateCells {

    private GateCells() {}

    static void check(GateReport report, ShownTable table) {
        List<GateFinding> findings = report.results().stream()
                .flatMap(result -> result.findings().stream())
                .toList();
        assertThat(table.rows()).hasSameSizeAs(findings);
        for (int i = 0; i < findings.size(); i++) {
            List<String> cells = table.rows().get(i).cells().stream()
                    .map(ShownTable.Cell::text)
                    .toList();
            check(findings.get(i), cells);
        }
    }

    private static void check(GateFinding finding, List<String> cells) {
        assertThat(cells).hasSize(8);
        assertThat(cells.subList(0, 3))
                .map(GateCells::spaced)
                .containsExactly(finding.label(), spaced(finding.required()), spaced(finding.actual()));
        assertThat(cells.get(3)).doesNotContainPattern("\\d");
        List<Optional<Quantity>> wanted = finding.sensitivity()
                .map(GateCells::numbers)
                .orElse(List.of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        for (int i = 0; i < wanted.size(); i++) {
            TableCheck.compare(finding.label() + ", column " + (4 + i), cells.get(4 + i), List.of(wanted.get(i)));
        }
    }

    private static List<Optional<Quantity>> numbers(Sensitivity sensitivity) {
        return List.of(
                Optional.of(Quantity.of(sensitivity.slots(), "")),
                share(sensitivity.noise()),
                share(sensitivity.smallestChange()),
                share(sensitivity.falseFailureRate()));
    }

    private static Optional<Quantity> share(double value) {
        return Double.isFinite(value) ? Optional.of(Quantity.of(value, "share")) : Optional.empty();
    }

    private static String spaced(String text) {
        return text.replaceAll("[\\s\u00a0]+", " ").strip();
    }
}
