package dev.wirebench.benchmark.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Real output of the tools, kept beside this class. */
final class ToolOutputTest {

    private static final LoadTool AUTOCANNON = new Autocannon(Path.of("autocannon"));

    @Test
    void wrkPrintsFourPercentilesAndTheLargest() throws IOException {
        ToolOutput printed = new Wrk().parse(output("wrk-T3.txt"));
        assertThat(printed.msByPercentile())
                .isEqualTo(Map.of(50.0, 1.04, 75.0, 2.18, 90.0, 25.17, 99.0, 662.01, 100.0, 803.34));
        assertThat(printed.perSecond()).hasValue(629.48);
    }

    @Test
    void eachTimeOfWrkHasAUnitOfItsOwn() throws IOException {
        assertThat(new Wrk().parse(output("wrk-T4.txt")).msByPercentile())
                .isEqualTo(Map.of(50.0, 0.551, 75.0, 34.38, 90.0, 250.26, 99.0, 458.47, 100.0, 480.62));
        assertThat(new Wrk()
                        .parse("    Latency     1.52s     1.10s    1.25m    60.00%\n     50%    1.50s\n")
                        .msByPercentile())
                .isEqualTo(Map.of(50.0, 1500.0, 100.0, 75_000.0));
    }

    @Test
    void heyPrintsSevenPercentilesAndTheSlowest() throws IOException {
        ToolOutput printed = new Hey().parse(output("hey-T9.txt"));
        assertThat(printed.msByPercentile().keySet()).containsExactly(10.0, 25.0, 50.0, 75.0, 90.0, 95.0, 99.0, 100.0);
        assertThat(printed.msByPercentile().values())
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b))
                .containsExactly(1.2, 2.0, 3.5, 8.2, 25.5, 43.3, 194.6, 285.9);
        assertThat(printed.perSecond().orElseThrow()).isCloseTo(713.7107, within(1e-9));
    }

    @Test
    void abPrintsWholeMilliseconds() throws IOException {
        ToolOutput printed = new ApacheBench().parse(output("ab-T3.txt"));
        assertThat(printed.msByPercentile())
                .isEqualTo(Map.of(
                        50.0, 1.0, 66.0, 1.0, 75.0, 1.0, 80.0, 2.0, 90.0, 2.0, 95.0, 4.0, 98.0, 6.0, 99.0, 10.0, 100.0,
                        800.0));
        assertThat(printed.perSecond()).hasValue(484.23);
    }

    @Test
    void abThatGaveUpPrintsNothing() throws IOException {
        ToolOutput printed = new ApacheBench().parse(output("ab-T9.txt"));
        assertThat(printed.msByPercentile()).isEmpty();
        assertThat(printed.perSecond()).isEmpty();
    }

    @Test
    void autocannonNamesItsPercentilesWithAnUnderscore() throws IOException {
        ToolOutput printed = AUTOCANNON.parse(output("autocannon-T3.json"));
        assertThat(printed.msByPercentile())
                .containsEntry(0.001, 1.0)
                .containsEntry(50.0, 341.0)
                .containsEntry(90.0, 767.0)
                .containsEntry(97.5, 915.0)
                .containsEntry(99.0, 993.0)
                .containsEntry(99.9, 1070.0)
                .containsEntry(100.0, 1097.0)
                .doesNotContainKey(95.0);
        assertThat(printed.perSecond()).hasValue(1047.85);
    }

    @Test
    void halfAReportOfAutocannonIsNone() {
        assertThat(AUTOCANNON.parse("").msByPercentile()).isEmpty();
        assertThat(AUTOCANNON.parse("{\"latency\":{\"p50\"").msByPercentile()).isEmpty();
    }

    @Test
    void wrkCountsAnswersOfAnyStatus() throws IOException {
        ToolOutput good = new Wrk().parse(output("wrk-T3.txt"));
        assertThat(good.answered()).hasValue(12_632);
        assertThat(good.failed()).isZero();
        ToolOutput refused = new Wrk().parse(output("wrk-404.txt"));
        assertThat(refused.answered()).hasValue(0);
        assertThat(refused.failed()).isEqualTo(32_116);
        assertThat(new Wrk().parse("").answered()).isEmpty();
    }

    @Test
    void wrkCountsFourKindsOfSocketErrors() {
        assertThat(new Wrk()
                        .parse("  Socket errors: connect 1, read 20, write 300, timeout 4000\n")
                        .failed())
                .isEqualTo(4321);
    }

    @Test
    void abCountsWhatFailedAmongWhatIsComplete() throws IOException {
        assertThat(new ApacheBench().parse(output("ab-T3.txt")).answered()).hasValue(9685);
        ToolOutput refused = new ApacheBench().parse(output("ab-404.txt"));
        assertThat(refused.answered()).hasValue(0);
        assertThat(refused.failed()).isEqualTo(200);
        assertThat(new ApacheBench().parse(output("ab-T9.txt")).answered()).isEmpty();
    }

    @Test
    void heyCountsAnswersByStatusAndErrorsByKind() throws IOException {
        ToolOutput printed = new Hey().parse(output("hey-T9.txt"));
        assertThat(printed.answered()).hasValue(8568);
        assertThat(printed.failed()).isEqualTo(43);
        ToolOutput refused = new Hey().parse(output("hey-404.txt"));
        assertThat(refused.answered()).hasValue(0);
        assertThat(refused.failed()).isEqualTo(200);
        assertThat(new Hey().parse("").answered()).isEmpty();
    }

    @Test
    void autocannonCountsAnswersAndFailures() throws IOException {
        ToolOutput printed = AUTOCANNON.parse(output("autocannon-T3.json"));
        assertThat(printed.answered()).hasValue(20_957);
        assertThat(printed.failed()).isZero();
        ToolOutput refused = AUTOCANNON.parse(output("autocannon-404.json"));
        assertThat(refused.answered()).hasValue(0);
        assertThat(refused.failed()).isEqualTo(200);
        assertThat(AUTOCANNON.parse("").answered()).isEmpty();
    }

    @Test
    void h2loadPrintsCountsAndNoPercentiles() throws IOException {
        ToolOutput printed = new H2load().parse(output("h2load.txt"));
        assertThat(printed.answered()).hasValue(62_441);
        assertThat(printed.failed()).isZero();
        assertThat(printed.perSecond()).hasValue(62_441);
        assertThat(printed.msByPercentile()).isEmpty();
        ToolOutput refused = new H2load().parse(output("h2load-404.txt"));
        assertThat(refused.answered()).hasValue(0);
        assertThat(refused.failed()).isEqualTo(200);
        assertThat(new H2load().parse("").answered()).isEmpty();
    }

    private static String output(String name) throws IOException {
        try (InputStream in = ToolOutputTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
