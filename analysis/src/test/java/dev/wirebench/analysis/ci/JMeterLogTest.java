package dev.wirebench.analysis.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wirebench.analysis.KnownRun;
import dev.wirebench.analysis.Run;
import dev.wirebench.analysis.SampleRun;
import dev.wirebench.analysis.Series;
import dev.wirebench.analysis.ci.Results.Measured;
import dev.wirebench.model.Measure;
import dev.wirebench.model.RunFolder;
import dev.wirebench.model.Verdict;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Read with Commons CSV, set up as in the performance plugin. */
class JMeterLogTest {

    private static Measured known;
    private static Measured many;

    @BeforeAll
    static void measure(@TempDir Path results) throws IOException {
        known = measured(KnownRun.write(results));
        many = measured(SampleRun.write(results, "many", 3, 1, Verdict.VALID));
    }

    record Sample(long timeStamp, long elapsed, String label, String code, boolean isGood, long bytes) {}

    static List<Sample> read(String csv) throws IOException {
        String[] header = csv.lines().findFirst().orElseThrow().split(",");
        return CSVFormat.Builder.create()
                .setDelimiter(',')
                .setHeader(header)
                .setQuote('"')
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(csv))
                .stream()
                .map(JMeterLogTest::sample)
                .toList();
    }

    private static Sample sample(CSVRecord row) {
        return new Sample(
                Long.parseLong(row.get("timeStamp")),
                Long.parseLong(row.get("elapsed")),
                row.get("label"),
                row.get("responseCode"),
                Boolean.parseBoolean(row.get("success")),
                Long.parseLong(row.get("bytes")) + Long.parseLong(row.get("sentBytes")));
    }

    private static List<Sample> of(List<Sample> samples, String label) {
        return samples.stream().filter(s -> s.label().equals(label)).toList();
    }

    private static Measured measured(RunFolder folder) throws IOException {
        return Results.read(Optional.empty(), folder, Optional.empty())
                .measured()
                .orElseThrow();
    }

    @Test
    void aRowPerMessage() throws IOException {
        List<Sample> samples = of(read(JMeterLog.of(known)), "http-short.open-1000.nio");
        assertThat(samples).hasSize(1000);
        assertThat(samples.stream().filter(Sample::isGood)).hasSize(998).allSatisfy(s -> {
            assertThat(s.code()).isEqualTo("answered");
            assertThat(s.bytes()).isEqualTo(131 + 246);
        });
        assertThat(samples.stream().filter(s -> s.isGood() && s.elapsed() == 5)).hasSize(9);
        assertThat(samples.stream().filter(s -> s.isGood() && s.elapsed() == 0)).hasSize(989);
        assertThat(samples.stream().filter(s -> !s.isGood())).hasSize(2).allSatisfy(s -> {
            assertThat(s.code()).isEqualTo("timed-out");
            assertThat(s.elapsed()).isBetween(2000L, 2001L);
            assertThat(s.bytes()).isZero();
        });
    }

    @Test
    void rowsStandAtTheStartOfTheirInterval() throws IOException {
        List<Sample> samples = of(read(JMeterLog.of(known)), "http-short.open-1000.nio");
        long startMs = KnownRun.START.toEpochMilli();
        assertThat(samples.stream().map(Sample::timeStamp)).containsOnly(startMs, startMs + 10_000);
        assertThat(samples).isSortedAccordingTo((a, b) -> Long.compare(a.timeStamp(), b.timeStamp()));
    }

    @Test
    void manyMessagesAreThinnedAndPercentilesStay() throws IOException {
        List<Sample> samples = read(JMeterLog.of(many));
        Run run = many.run();
        boolean wasThinned = false;
        for (Series series : run.series()) {
            List<Sample> rows = of(samples, series.record().key().label());
            assertThat(rows).hasSizeLessThanOrEqualTo(JMeterLog.MAX_ROWS + 4);
            wasThinned |= series.counts().intended() > JMeterLog.MAX_ROWS;
            long[] elapsed = rows.stream().mapToLong(Sample::elapsed).sorted().toArray();
            for (double percentile : new double[] {50, 90, 99, 99.9, 100}) {
                long written = elapsed[(int) Math.ceil(percentile / 100 * elapsed.length) - 1];
                double truthMs =
                        series.at(Measure.RESPONSE, percentile).orElseThrow().lowerNs() / 1e6;
                // A rank more at the most, and then whole milliseconds.
                double nextMs = series.at(Measure.RESPONSE, Math.min(100, percentile + 0.05))
                                .orElseThrow()
                                .lowerNs()
                        / 1e6;
                assertThat((double) written).isBetween(Math.floor(truthMs) - 1, Math.ceil(nextMs) + 1);
            }
        }
        assertThat(wasThinned).isTrue();
    }

    @Test
    void noKindOfFailureIsThinnedAway() throws IOException {
        List<Sample> samples = read(JMeterLog.of(many));
        for (Series series : many.run().series()) {
            List<Sample> rows = of(samples, series.record().key().label());
            assertThat(rows.stream().anyMatch(s -> s.code().equals("timed-out")))
                    .isEqualTo(series.counts().timedOut() > 0);
            assertThat(rows.stream().anyMatch(s -> s.code().equals("reset")))
                    .isEqualTo(series.counts().failures() > 0);
        }
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        String csv = JMeterLog.of(known);
        assertThatThrownBy(() -> read(csv.replaceFirst("elapsed", "took"))).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> read(csv.replaceFirst("\n[0-9]+,", "\nsoon,"))).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> read(csv + "\"")).isInstanceOf(Exception.class);
    }
}
