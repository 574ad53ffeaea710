package dev.wirebench.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.export.Results.Measured;
import dev.wirebench.report.read.KnownRun;
import dev.wirebench.report.read.SampleRun;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Read as Otava's CsvImporter does: every row as long as the header, every metric a number. */
class OtavaCsvTest {

    private static final List<String> ATTRIBUTES = List.of("time", "commit", "run");

    @TempDir
    Path results;

    static List<Map<String, String>> read(String csv) throws IOException {
        List<CSVRecord> records = CSVFormat.DEFAULT.parse(new StringReader(csv)).getRecords();
        List<String> header = records.get(0).toList();
        assertThat(header).doesNotHaveDuplicates().startsWith(ATTRIBUTES.toArray(String[]::new));
        assertThat(header).doesNotContain("branch");
        return CSVFormat.Builder.create()
                .setHeader(header.toArray(String[]::new))
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(csv))
                .stream()
                .map(row -> row(header, row))
                .toList();
    }

    private static Map<String, String> row(List<String> header, CSVRecord row) {
        if (row.size() != header.size()) {
            throw new IllegalArgumentException("row of " + row.size() + " values");
        }
        header.stream().filter(column -> !ATTRIBUTES.contains(column)).forEach(c -> Double.parseDouble(row.get(c)));
        assertThat(row.get("time")).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d \\+0000");
        return row.toMap();
    }

    private Measured run(int seed, Optional<String> commit) throws IOException {
        return Results.read(Optional.empty(), SampleRun.write(results, "trend", seed, 1, Verdict.VALID), commit)
                .measured()
                .orElseThrow();
    }

    @Test
    void aRowPerRun() throws IOException {
        String first = OtavaCsv.of(run(1, Optional.of("abc,1")), Optional.empty());
        String second = OtavaCsv.of(run(2, Optional.empty()), Optional.of(first));
        List<Map<String, String>> rows = read(second);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0))
                .containsEntry("time", "2026-11-22 11:00:00 +0000")
                .containsEntry("commit", "abc,1")
                .containsKeys("http-long.open-1000.nio.p99_ns", "http-long.closed-32.nio.throughput_per_second");
        assertThat(rows.get(1)).containsEntry("commit", "unknown");
        assertThat(second).startsWith(first);
    }

    @Test
    void aRunThatIsWrittenAgainReplacesItsRow() throws IOException {
        Measured run = run(1, Optional.of("abc"));
        String both = OtavaCsv.of(run(2, Optional.empty()), Optional.of(OtavaCsv.of(run, Optional.empty())));
        Measured named = new Measured(run.run(), run.folder(), "def");
        List<Map<String, String>> rows = read(OtavaCsv.of(named, Optional.of(both)));
        assertThat(rows.stream().map(row -> row.get("commit"))).containsExactly("def", "unknown");
    }

    @Test
    void aRunWithOtherColumnsIsRefused() throws IOException {
        String old = OtavaCsv.of(run(1, Optional.empty()), Optional.empty());
        Measured other = Results.read(Optional.empty(), KnownRun.write(results), Optional.empty())
                .measured()
                .orElseThrow();
        assertThatThrownBy(() -> OtavaCsv.of(other, Optional.of(old)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("name another file")
                .hasMessageContaining("raw-long.closed-32.nio.p50_ns")
                .hasMessageContaining("http-10.open-1000.nio.p50_ns");
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        String csv = OtavaCsv.of(run(1, Optional.empty()), Optional.empty());
        assertThatThrownBy(() -> read(csv.replaceFirst(",[0-9.]+\n", "\n"))).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> read(csv.replaceFirst(",[0-9.]+\n", ",-\n"))).isInstanceOf(RuntimeException.class);
    }
}
