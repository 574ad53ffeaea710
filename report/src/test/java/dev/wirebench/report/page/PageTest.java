package dev.wirebench.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.KnownRun;
import dev.wirebench.report.read.SampleRun;
import dev.wirebench.report.read.Series;
import dev.wirebench.report.read.WatchedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {

    private static final Pattern ISLAND =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    @TempDir
    Path results;

    @Test
    void everyFigureOfTheRunStandsInThePagesData() throws IOException {
        RunFolder folder = KnownRun.write(results);
        Comparison comparison = Report.write(folder);
        JsonNode data = data(Files.readString(folder.path().resolve("index.html")));
        List<Series> series = comparison.runs().get(0).series();
        assertThat(data.path("series")).hasSize(series.size());
        for (int i = 0; i < series.size(); i++) {
            JsonNode figures = data.path("series").path(i).path("figures");
            for (Metric metric : Metric.shown()) {
                JsonNode shown = figures.path(metric.label());
                assertThat(shown.isMissingNode())
                        .isEqualTo(series.get(i).value(metric).isEmpty());
                series.get(i)
                        .value(metric)
                        .ifPresent(value ->
                                assertThat(shown.path("value").asDouble()).isEqualTo(value));
            }
        }
        JsonNode first = data.path("series").path(0);
        assertThat(first.path("cell").asText()).isEqualTo("http-short");
        assertThat(first.path("figures").path("p50").path("text").asText()).isEqualTo("200 µs");
        assertThat(first.path("figures").path("p99.9").path("text").asText()).isEqualTo("≥ 2.00 s");
        assertThat(first.path("counts").path("timedOut").asLong()).isEqualTo(2);
        assertThat(first.path("moments").path(1).path(5).asLong()).isEqualTo(498);
        JsonNode run = data.path("runs").path(0);
        assertThat(run.path("breakEvens").findValuesAsText("messages")).startsWith("1", "1", "2", "2");
        JsonNode gap = run.path("gaps").path(0).path("p50");
        assertThat(gap.path("ratio").asText()).isEqualTo("3.00×");
        assertThat(gap.path("difference").asText()).isEqualTo("+200 µs");
        assertThat(Files.readString(folder.path().resolve("summary.md"))).startsWith("# ");
    }

    @Test
    void whatAVerdictRestsOnStandsInThePagesData() throws IOException {
        JsonNode data = data(Page.of(Comparison.of(List.of(WatchedRun.write(results)))));
        JsonNode run = data.path("runs").path(0);
        assertThat(run.path("script").asText()).startsWith("The target was scripted: each message takes 50.0 µs;");
        assertThat(run.path("generator")).hasSize(3);
        assertThat(run.path("generator").path(2).asText())
                .isEqualTo("Of that rate the cells under closed-32 reached: http-long 50.0 %, raw-long 45.0 %.");
        assertThat(data.path("evidence"))
                .extracting(JsonNode::asText)
                .startsWith("generator-lag.p99", "send-lag.p99", "receive-lag.p99", "worker-busy")
                .hasSize(17)
                .allMatch(name -> data.path("figures").has(name));
        JsonNode first = data.path("series").path(0);
        assertThat(first.path("figures").path("retransmits").path("text").asText())
                .isEqualTo("3 of 100");
        JsonNode limited = data.path("series").path(6);
        assertThat(limited.path("load").asText()).isEqualTo("closed-32");
        assertThat(limited.path("figures").path("throughput").path("text").asText())
                .isEqualTo("≥ 1,000/s");
        assertThat(limited.path("figures").path("calibrated-share").path("text").asText())
                .isEqualTo("50.0 %");
    }

    @Test
    void boundsAndAgreementStandInThePagesData() throws IOException {
        JsonNode data = data(Page.of(Comparison.of(List.of(WatchedRun.write(results)))));
        assertThat(data.path("bounds"))
                .extracting(JsonNode::asText)
                .containsExactly("p50", "p90", "p99", "p99.9", "max");
        assertThat(data.path("boundsMeaning").asText()).startsWith("Each percentile as [from the send,");
        assertThat(data.path("series").path(5).path("bounds"))
                .extracting(JsonNode::asText)
                .startsWith("[150 µs, 200 µs]", "[150 µs, 200 µs]", "[500 µs, 5.00 ms]");
        JsonNode gaps = data.path("runs").path(0).path("gaps");
        assertThat(gaps.findValuesAsText("agreement"))
                .containsExactly(
                        "differ by +1.10 ms at p50 and +1.10 ms at p99, mostly in service time (service p50 +1.10 ms, send"
                                + " lag p50 +0 ns), with +200 µs of generator CPU per message",
                        "differ by +200 µs at p50 and +200 µs at p99, mostly in service time (service p50 +120 µs,"
                                + " send lag p50 +80.0 µs)",
                        "differ by +100 µs at p50 and +4.90 ms at p99, mostly in send lag (send lag p99 +4.49 ms, service"
                                + " p99 +410 µs)");
        assertThat(data.path("agreement").asText()).isEqualTo("p50 and p99 of the response time within 5.00 %");
    }

    @Test
    void namesCannotBreakOutOfTheData() throws IOException {
        String page = Page.of(Comparison.of(List.of(KnownRun.write(results))));
        assertThat(page).doesNotContain("alert(1)</script>").doesNotContain("<!--");
        assertThat(page.split("</script>", -1)).hasSize(6);
        JsonNode run = data(page).path("runs").path(0);
        assertThat(run.path("verdict").path("reasons").path(0).asText()).endsWith(KnownRun.MARKUP);
        assertThat(run.path("environment").path("kernel " + KnownRun.MARKUP).asText())
                .endsWith(KnownRun.MARKUP);
        assertThat(run.path("plan").asText()).contains(KnownRun.MARKUP);
    }

    @Test
    void credentialsAndUnsafeLinksAreLeftOut() throws IOException {
        JsonNode run = data(Page.of(Comparison.of(List.of(KnownRun.write(results)))))
                .path("runs")
                .path(0);
        assertThat(run.path("plan").asText())
                .doesNotContain("s3cret")
                .contains("\"Authorization\" : \"***\"")
                .contains("/echo?token=***&n=1");
        assertThat(run.has("gatlingReport")).isFalse();
    }

    @Test
    void thePageRunsNoScriptButItsOwn() throws IOException {
        String page = Page.of(Comparison.of(List.of(KnownRun.write(results))));
        Matcher policy = Pattern.compile("script-src ((?:'sha256-[A-Za-z0-9+/=]{44}' ?){4});")
                .matcher(page);
        assertThat(policy.find()).isTrue();
        String withoutScripts = page.replaceAll("(?s)<script>.*?</script>", "");
        assertThat(withoutScripts).contains("default-src 'none'").doesNotContain("{{");
        assertThat(withoutScripts).doesNotContainPattern("<(script|link|img)[^>]*(src|href)=");
    }

    @Test
    void aRunWithoutCellsRendersAndSaysSo() throws IOException {
        RunFolder folder = RunFolder.create(results, KnownRun.plan(), Instant.EPOCH, Map.of());
        Report.write(folder);
        JsonNode data = data(Files.readString(folder.path().resolve("index.html")));
        assertThat(data.path("series")).isEmpty();
        assertThat(data.path("runs").path(0).path("verdict").path("validity").asText())
                .isEqualTo("PARTIAL");
        assertThat(Files.readString(folder.path().resolve("summary.md")))
                .contains("**PARTIAL**, not judged:", "- the run has not ended", "No cell was measured.");
    }

    @Test
    void severalRunsShareAPage() throws IOException {
        RunFolder known = KnownRun.write(results);
        RunFolder sample = SampleRun.write(results, "sample", 1, 1.3, Verdict.VALID);
        Path file = results.resolve("both.html");
        Report.write(List.of(known, sample), file);
        JsonNode data = data(Files.readString(file));
        assertThat(data.path("runs")).hasSize(2);
        assertThat(data.path("differs")).extracting(JsonNode::asText).contains("java");
        assertThat(data.path("runs").path(1).path("gatlingReport").asText()).isEqualTo("gatling/index.html");
    }

    @Test
    void eachBlockHasItsNumbersAndWhatElseWentOn() throws IOException {
        JsonNode known = data(Page.of(Comparison.of(List.of(KnownRun.write(results)))));
        JsonNode second = known.path("series").path(0).path("blocks").path(1);
        assertThat(second.path("p50").asLong()).isBetween(199_000L, 201_000L);
        assertThat(second.path("p99").asLong()).isBetween(4_990_000L, 5_010_000L);
        assertThat(second.path("throughput").asDouble()).isEqualTo(498);
        assertThat(second.has("longestPause")).isFalse();
        JsonNode watched = data(Page.of(Comparison.of(List.of(WatchedRun.write(results)))));
        JsonNode first = watched.path("series").path(0).path("blocks").path(0);
        assertThat(first.path("longestPause").asLong()).isEqualTo(1_200_000);
        assertThat(first.path("pauses").asLong()).isEqualTo(2_400_000);
        assertThat(first.path("gc").asLong()).isEqualTo(4_000_000);
        assertThat(first.path("length").asLong()).isEqualTo(1000);
    }

    @Test
    void whatChartsShowIsSaidAboveThem() throws IOException {
        JsonNode run = data(Page.of(Comparison.of(List.of(SampleRun.write(results, "sample", 1, 1, Verdict.VALID)))))
                .path("runs")
                .path(0);
        assertThat(run.path("answer")).hasSize(2);
        JsonNode matrix = run.path("matrices").path(0);
        assertThat(matrix.path("titles").fieldNames())
                .toIterable()
                .containsExactly(
                        "spectrum.response",
                        "spectrum.service",
                        "spectrum.send-lag",
                        "timeline",
                        "throughput",
                        "cost",
                        "break-even.time",
                        "break-even.bytes");
        assertThat(matrix.path("spreads").findValuesAsText("metric")).containsExactly("p50", "p99");
    }

    @Test
    void tablesShowTheSamePercentilesAsTheCurves() throws IOException {
        JsonNode data = data(Page.of(Comparison.of(List.of(KnownRun.write(results)))));
        assertThat(data.path("marks"))
                .extracting(JsonNode::asDouble)
                .startsWith(50.0, 75.0)
                .endsWith(100.0);
        assertThat(data.path("series").path(0).path("spectra").path("response").path("marks"))
                .extracting(JsonNode::asText)
                .startsWith("200 µs", "200 µs")
                .endsWith("≥ 2.00 s");
    }

    @Test
    void everySectionIsOnThePageAndAddsItself() {
        String script = Page.script();
        assertThat(script.split("\nsections\\.push\\(", -1)).hasSize(Page.SECTIONS.size() + 1);
        assertThat(script).doesNotContain("innerHTML").doesNotContain("fetch(").doesNotContain("XMLHttpRequest");
    }

    @Test
    void aNormalRunsPageIsSmall() throws IOException {
        RunFolder folder = SampleRun.write(results, "sample", 1, 1, Verdict.VALID);
        Comparison comparison = Comparison.of(List.of(folder));
        assertThat(Page.of(comparison, Optional.of(KnownGates.judged())).length())
                .isLessThan(1_500_000);
        String json = PageData.of(comparison, Optional.of(KnownGates.judged())).toJson();
        assertThat(json.length() + Page.script().length()).isLessThan(300_000);
    }

    private static JsonNode data(String page) throws IOException {
        Matcher island = ISLAND.matcher(page);
        assertThat(island.find()).isTrue();
        return new ObjectMapper().readTree(island.group(1));
    }
}
