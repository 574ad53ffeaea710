package dev.wirebench.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wirebench.model.gate.Estimate;
import dev.wirebench.model.gate.GateFinding;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.gate.GateResult;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.KnownRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates on the page and in the summary. */
class GatesTest {

    private static final Pattern ISLAND =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    /** Of the run and its baseline together. */
    private static final Verdict SATURATED_TOO = new Verdict(
            Verdict.Validity.SATURATED,
            List.of(KnownRun.DISTURBED.reasons().get(0), "the baseline sent late " + KnownRun.MARKUP));

    @TempDir
    Path results;

    private RunFolder folder;

    @BeforeEach
    void aRun() throws IOException {
        folder = KnownRun.write(results);
    }

    @Test
    void everyFindingStandsInThePagesData() throws IOException {
        GateReport report = KnownGates.judged();
        JsonNode rules = gates(report).path("rules");
        assertThat(rules).hasSize(report.results().size());
        for (int i = 0; i < rules.size(); i++) {
            GateResult result = report.results().get(i);
            assertThat(rules.path(i).path("rule").asText())
                    .isEqualTo(result.gate().text());
            JsonNode findings = rules.path(i).path("findings");
            assertThat(findings).hasSize(result.findings().size());
            for (int k = 0; k < findings.size(); k++) {
                GateFinding finding = result.findings().get(k);
                JsonNode shown = findings.path(k);
                assertThat(shown.path("series").asText()).isEqualTo(finding.label());
                assertThat(shown.path("required").asText()).isEqualTo(finding.required());
                assertThat(shown.path("actual").asText()).isEqualTo(finding.actual());
                assertThat(shown.path("decision").path("kind").asText())
                        .isEqualTo(finding.decision().label());
                assertThat(shown.has("picture")).isEqualTo(finding.estimate().isPresent());
                finding.estimate().ifPresent(estimate -> assertShown(shown.path("picture"), estimate));
            }
        }
    }

    private static void assertShown(JsonNode picture, Estimate estimate) {
        assertThat(picture.path("value").asDouble()).isEqualTo(estimate.value());
        assertThat(picture.path("limit").asDouble()).isEqualTo(estimate.limit());
        assertThat(picture.path("upper").asDouble()).isEqualTo(estimate.upper());
        assertThat(picture.has("lower")).isEqualTo(Double.isFinite(estimate.lower()));
        assertThat(picture.path("lower").asDouble(Double.NEGATIVE_INFINITY)).isEqualTo(estimate.lower());
    }

    @Test
    void howWellADecisionCouldTellStandsBesideIt() throws IOException {
        JsonNode rules = gates(KnownGates.judged()).path("rules");
        assertThat(sensitivity(rules.path(0))).containsExactly("40 slots", "3.1 %", "2.4 %", "1 %");
        assertThat(sensitivity(rules.path(1))).containsExactly("counted", "-", "-", "-");
        assertThat(sensitivity(rules.path(3))).containsExactly("20 pairs", "8 %", "6.1 %", "1 %");
        assertThat(sensitivity(rules.path(4))).containsExactly("8 pairs", "2 %", "-", "1 %");
    }

    @Test
    void anAxisSaysWhereItsZeroAndItsLimitAreAndWhichSideFails() throws IOException {
        JsonNode rules = gates(KnownGates.judged()).path("rules");
        assertThat(axis(rules.path(0)))
                .containsExactly("", "limit", "true", "−28.5 % (−30.0 % to −26.5 %) from the limit");
        assertThat(axis(rules.path(2)))
                .containsExactly("1.00×", "0.500×", "true", "0.491× (0.470× to 0.513×), limit 0.500×");
        assertThat(axis(rules.path(3)))
                .containsExactly("0 %", "+10.0 %", "true", "+23.0 % (+17.1 % to +29.4 %), limit +10.0 %");
        assertThat(axis(rules.path(4)))
                .containsExactly("0 %", "−5.00 %", "false", "−3.90 % (−∞ to −1.20 %), limit −5.00 %");
    }

    @Test
    void theOutcomeHasAColourASignAndAWord() throws IOException {
        JsonNode gates = gates(KnownGates.judged());
        assertThat(gates.path("outcome")).extracting(JsonNode::asText).containsExactly("fail", "✗", "failed");
        assertThat(gates.path("counts").asText()).isEqualTo("3 passed, 1 inconclusive, 1 failed");
        assertThat(gates.path("rules").path(4).path("countsAs").asText())
                .isEqualTo("inconclusive; by the plan it counts as passed");
        assertThat(outcomeOf(2)).containsExactly("inconclusive", "?", "inconclusive");
        assertThat(outcomeOf(1)).containsExactly("pass", "✓", "passed");
        assertThat(outcomeOf(4)).containsExactly("pass", "✓", "passed");
    }

    private List<String> outcomeOf(int gate) throws IOException {
        GateResult only = KnownGates.judged().results().get(gate);
        JsonNode outcome =
                gates(KnownGates.report(Verdict.VALID, List.of(only))).path("outcome");
        return List.of(
                outcome.path("kind").asText(),
                outcome.path("sign").asText(),
                outcome.path("word").asText());
    }

    @Test
    void aRunThatWasNotJudgedSaysWhy() throws IOException {
        JsonNode gates = gates(KnownGates.report(SATURATED_TOO, List.of()));
        assertThat(gates.path("outcome").path("word").asText()).isEqualTo("not judged");
        assertThat(gates.path("counts").asText())
                .isEqualTo("the run is SATURATED, and only one that is VALID is judged");
        assertThat(gates.path("rules")).isEmpty();
        assertThat(summary(KnownGates.report(SATURATED_TOO, List.of())))
                .contains("**not judged, because the run is SATURATED**", "- the baseline sent late \\<");
    }

    @Test
    void whatTheVerdictSaysIsNotSaidAgain() throws IOException {
        assertThat(gates(KnownGates.report(SATURATED_TOO, List.of())).path("reasons"))
                .extracting(JsonNode::asText)
                .containsExactly("the baseline sent late " + KnownRun.MARKUP);
    }

    @Test
    void textsCannotBreakOutOfTheData() throws IOException {
        String page = Page.of(Comparison.of(List.of(folder)), Optional.of(KnownGates.judged()));
        assertThat(page).doesNotContain("alert(1)</script>").doesNotContain("<!--");
        assertThat(page.split("</script>", -1)).hasSize(6);
        JsonNode gates = data(page).path("gates");
        assertThat(gates.path("notes").path(1).asText()).endsWith(KnownRun.MARKUP);
        assertThat(gates.path("rules")
                        .path(2)
                        .path("findings")
                        .path(0)
                        .path("actual")
                        .asText())
                .endsWith(KnownRun.MARKUP);
    }

    @Test
    void theSummaryHoldsTheSameTableUnderTheVerdict() throws IOException {
        String summary = summary(KnownGates.judged());
        assertThat(summary)
                .contains("**DISTURBED**", "| http-long.p99 \\< 2 ms |")
                .contains("| 1.43 ms (1.40 to 1.47) | passed | 40 slots |")
                .contains("- Compared with 20261122T100000Z-checkout-baseline, pair by pair.\n");
        assertThat(summary.indexOf("## Gates"))
                .isGreaterThan(summary.indexOf("**DISTURBED**"))
                .isLessThan(summary.indexOf("## Evidence"));
        assertThat(summary).doesNotContain("<script>").contains("\\<script\\>alert(1)");
    }

    @Test
    void withoutGatesNothingChanges() throws IOException {
        Report.write(folder);
        String page = Files.readString(folder.path().resolve("index.html"));
        String summary = Files.readString(folder.path().resolve("summary.md"));
        assertThat(data(page).has("gates")).isFalse();
        assertThat(summary).doesNotContain("Gates");
        Report.write(folder, Optional.of(KnownGates.report(Verdict.VALID, List.of())));
        assertThat(folder.path().resolve("index.html")).hasContent(page);
        assertThat(folder.path().resolve("summary.md")).hasContent(summary);
    }

    private JsonNode gates(GateReport report) throws IOException {
        Report.write(folder, Optional.of(report));
        return data(Files.readString(folder.path().resolve("index.html"))).path("gates");
    }

    private String summary(GateReport report) throws IOException {
        Report.write(folder, Optional.of(report));
        return Files.readString(folder.path().resolve("summary.md"));
    }

    private static List<String> sensitivity(JsonNode rule) {
        List<String> texts = new ArrayList<>();
        rule.path("findings").path(0).path("sensitivity").forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<String> axis(JsonNode rule) {
        JsonNode picture = rule.path("findings").path(0).path("picture");
        return List.of(
                picture.path("zeroText").asText(),
                picture.path("limitText").asText(),
                picture.path("isUpperLimit").asText(),
                picture.path("text").asText());
    }

    private static JsonNode data(String page) throws IOException {
        Matcher island = ISLAND.matcher(page);
        assertThat(island.find()).isTrue();
        return new ObjectMapper().readTree(island.group(1));
    }
}
