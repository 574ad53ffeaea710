package dev.wirebench.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.wirebench.report.export.Results.Measured;
import dev.wirebench.report.read.KnownRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JSON files, held against schemas of what their readers' documentation says. */
class TrendFilesTest {

    @TempDir
    Path folder;

    private Results results;
    private Measured measured;

    @BeforeEach
    void read() throws IOException {
        results = Results.read(Optional.of(Reports.mixed()), KnownRun.write(folder), Optional.empty());
        measured = results.measured().orElseThrow();
    }

    private static List<String> complaints(String schema, String json) throws IOException {
        try (InputStream in = TrendFilesTest.class.getResourceAsStream(schema + ".schema.json")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text, InputFormat.JSON)
                    .validate(json, InputFormat.JSON)
                    .stream()
                    .map(Error::toString)
                    .toList();
        }
    }

    private static JsonNode tree(String json) throws IOException {
        return new ObjectMapper().readTree(json);
    }

    @Test
    void benchmarkActionHasAFilePerDirection() throws IOException {
        String smaller = GitHubBenchmarkAction.smallerIsBetter(measured);
        String bigger = GitHubBenchmarkAction.biggerIsBetter(measured);
        assertThat(complaints("benchmark-action", smaller)).isEmpty();
        assertThat(complaints("benchmark-action", bigger)).isEmpty();
        assertThat(names(smaller))
                .contains("http-short.open-1000.nio p99", "http-long.open-1000.gatling p50")
                .noneMatch(name -> name.endsWith("throughput"));
        assertThat(names(bigger)).hasSize(6).allMatch(name -> name.endsWith("throughput"));
        JsonNode p50 = tree(smaller).get(0);
        assertThat(p50.path("name").asText()).isEqualTo("http-short.open-1000.nio p50");
        assertThat(p50.path("value").asDouble()).isBetween(199_800.0, 200_200.0);
        assertThat(p50.path("unit").asText()).isEqualTo("ns");
        assertThat(p50.path("range").asText()).isEqualTo("blocks 200 us to 200 us");
        assertThat(p50.path("extra").asText()).isEqualTo("1,000 messages in 2 blocks, 2 without a good answer");
    }

    private static List<String> names(String json) throws IOException {
        List<String> names = new ArrayList<>();
        tree(json).forEach(entry -> names.add(entry.path("name").asText()));
        return names;
    }

    @Test
    void bencherHasAMeasurePerNumber() throws IOException {
        String json = Bencher.of(measured);
        assertThat(complaints("bencher", json)).isEmpty();
        JsonNode series = tree(json).path("http-short.open-1000.nio");
        JsonNode latency = series.path("latency");
        assertThat(latency.path("value").asDouble()).isBetween(199_800.0, 200_200.0);
        assertThat(latency.path("lower_value").asDouble())
                .isLessThanOrEqualTo(latency.path("value").asDouble());
        assertThat(latency.path("upper_value").asDouble())
                .isGreaterThanOrEqualTo(latency.path("value").asDouble());
        assertThat(series.at("/throughput/value").asDouble()).isEqualTo(499);
        assertThat(series.at("/failed-messages/value").asDouble()).isEqualTo(2);
        assertThat(series.has("p99-ns")).isTrue();
    }

    @Test
    void gitLabFindsItsFourNumbers() throws IOException {
        String json = GitLabLoadPerformance.of(results);
        assertThat(complaints("load-performance", json)).isEmpty();
        JsonNode metrics = tree(json).path("metrics");
        // Open loads, NIO only: 989 of 200 us, 9 of 5 ms, 2 of 2 s, and 1,000 each of 100, 80 and 120 us.
        assertThat(metrics.at("/http_req_waiting/p(90)").asDouble()).isBetween(0.1998, 0.2002);
        assertThat(metrics.at("/http_req_waiting/med").asDouble()).isBetween(0.0999, 0.1002);
        // Two have no answer, so that neither is known.
        assertThat(metrics.path("http_req_waiting").has("max")).isFalse();
        assertThat(metrics.path("http_req_waiting").has("avg")).isFalse();
        // The one closed load: 1,000 answers in a second.
        assertThat(metrics.at("/http_reqs/rate").asDouble()).isEqualTo(1000);
        assertThat(metrics.at("/checks/passes").asInt()).isEqualTo(2);
        assertThat(metrics.at("/checks/fails").asInt()).isEqualTo(2);
    }

    @Test
    void withoutGatesGitLabHasNoChecks() throws IOException {
        JsonNode metrics = tree(GitLabLoadPerformance.of(new Results(Optional.empty(), results.measured())))
                .path("metrics");
        assertThat(metrics.has("checks")).isFalse();
        assertThat(metrics.has("http_reqs")).isTrue();
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        String smaller = GitHubBenchmarkAction.smallerIsBetter(measured);
        assertThat(complaints("benchmark-action", smaller.replaceFirst("\"unit\"", "\"units\"")))
                .isNotEmpty();
        assertThat(complaints("benchmark-action", "[]")).isNotEmpty();
        assertThat(complaints("bencher", Bencher.of(measured).replaceFirst("\"value\" : [0-9.]+", "\"value\" : \"1\"")))
                .isNotEmpty();
        String gitLab = GitLabLoadPerformance.of(results);
        assertThat(complaints("load-performance", gitLab.replace("p(95)", "p95")))
                .isNotEmpty();
        assertThat(complaints("load-performance", gitLab.replace("\"passes\"", "\"passed\"")))
                .isNotEmpty();
    }
}
