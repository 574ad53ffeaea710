package dev.wirebench.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wirebench.report.export.OpenMetricsReader.Sample;
import dev.wirebench.report.read.KnownRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenMetricsTest {

    private static String text;
    private static List<Sample> samples;

    @BeforeAll
    static void read(@TempDir Path folder) throws IOException {
        Results results = Results.read(Optional.of(Reports.mixed()), KnownRun.write(folder), Optional.empty());
        text = OpenMetrics.of(results);
        samples = OpenMetricsReader.read(text);
    }

    private static double value(String name, String... labels) {
        List<Sample> found = samples.stream()
                .filter(s -> s.name().equals(name))
                .filter(s -> {
                    for (int i = 0; i < labels.length; i += 2) {
                        if (!labels[i + 1].equals(s.labels().get(labels[i]))) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0).value();
    }

    @Test
    void timesAreInSeconds() {
        String[] httpShort = {"cell", "http-short", "load", "open-1000", "instrument", "nio", "quantile", "0.5"};
        assertThat(value("wirebench_response_time_seconds", httpShort)).isBetween(0.000199, 0.000201);
        httpShort[7] = "1.0";
        assertThat(value("wirebench_response_time_seconds", httpShort)).isInfinite();
    }

    @Test
    void countsAndSizesAreThoseOfTheRecord() {
        assertThat(value("wirebench_messages", "cell", "http-short", "outcome", "timed-out"))
                .isEqualTo(2);
        assertThat(value("wirebench_messages", "cell", "http-short", "outcome", "answered"))
                .isEqualTo(998);
        assertThat(value("wirebench_message_size_bytes", "cell", "http-short", "direction", "up"))
                .isEqualTo(130_738.0 / 998);
        assertThat(value("wirebench_throughput_messages_per_second", "cell", "http-short"))
                .isEqualTo(499);
        assertThat(value("wirebench_target_cpu_per_message_seconds", "cell", "http-short"))
                .isEqualTo(31e-6);
    }

    @Test
    void eachGateHasOneStateThatHolds() {
        for (Map.Entry<String, String> gate : Map.of(
                        Reports.LIMIT, "pass", Reports.NO_WORSE, "fail", "http-long.p99 < 1 ms", "inconclusive")
                .entrySet()) {
            for (String state : List.of("pass", "inconclusive", "fail")) {
                assertThat(value("wirebench_gate", "rule", gate.getKey(), "wirebench_gate", state))
                        .isEqualTo(state.equals(gate.getValue()) ? 1 : 0);
            }
        }
        assertThat(value("wirebench_run_verdict", "wirebench_run_verdict", "VALID"))
                .isEqualTo(1);
    }

    @Test
    void whatWasNotMeasuredIsLeftOut() {
        assertThat(samples)
                .noneMatch(s -> s.name().startsWith("wirebench_target")
                        && "gatling".equals(s.labels().get("instrument")));
        assertThat(samples)
                .noneMatch(s -> s.name().startsWith("wirebench_handshake")
                        && s.labels().get("cell").startsWith("http"));
    }

    @Test
    void gatesAloneAreEnough() {
        assertThat(OpenMetricsReader.read(OpenMetrics.of(Results.of(Reports.notJudged()))))
                .contains(new Sample("wirebench_run_verdict", Map.of("wirebench_run_verdict", "DISTURBED"), 1));
    }

    /** It cuts at # and takes what a shell would take for the first two words. */
    @Test
    void gitLabFindsANameAndANumberInEveryLine() {
        for (String line : text.lines().toList()) {
            String cut = line.replaceFirst("#.*", "");
            assertThat(cut.isEmpty() || cut.matches("[^\"]*(\"(\\\\.|[^\"\\\\])*\"[^\"]*)* ([0-9.]+|[+]Inf)"))
                    .as(line)
                    .isTrue();
        }
    }

    @Test
    void aDamagedFileIsRefused() {
        String first =
                text.lines().filter(line -> !line.startsWith("#")).findFirst().orElseThrow();
        for (String damaged : List.of(
                text.replace("# EOF\n", ""),
                text + "\n",
                text.replace(first, first + "\n" + first),
                text.replace(first, first.replace("\"VALID\"", "\"VALID")),
                text.replace(
                        "# UNIT wirebench_response_time_seconds seconds", "# UNIT wirebench_response_time_seconds ms"),
                text.replace(first + "\n", "").replace("# EOF\n", first + "\n# EOF\n"))) {
            assertThat(damaged).isNotEqualTo(text);
            assertThatThrownBy(() -> OpenMetricsReader.read(damaged)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
