package dev.wirebench.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.read.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputsTest {

    @TempDir
    Path folder;

    private static RunFolder run;

    @BeforeAll
    static void measure(@TempDir Path results) throws IOException {
        run = SampleRun.write(results, "outputs", 1, 1, Verdict.VALID);
    }

    private Results results(GateReport report) throws IOException {
        return Results.read(Optional.of(report), run, Optional.of("abc"));
    }

    private List<String> files(Path where) throws IOException {
        try (Stream<Path> files = Files.list(where)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Also for the readers of .ci/run: the files stay in target/ci-files. */
    @Test
    void everyKindIsWrittenAndNothingElse() throws IOException {
        Path where = Path.of("target", "ci-files");
        for (OutputKind kind : OutputKind.values()) {
            Path file = where.resolve(kind.fileName());
            Files.deleteIfExists(file);
            assertThat(Outputs.write(kind, file, results(Reports.mixed()))).isEmpty();
            assertThat(file).isNotEmptyFile();
        }
        assertThat(files(where))
                .containsExactlyInAnyOrder(Arrays.stream(OutputKind.values())
                        .map(OutputKind::fileName)
                        .toArray(String[]::new));
    }

    @Test
    void foldersAreMadeAndAFileReplaced() throws IOException {
        Path file = folder.resolve("a").resolve("b").resolve("junit.xml");
        Outputs.write(OutputKind.JUNIT, file, results(Reports.mixed()));
        String first = Files.readString(file);
        Outputs.write(OutputKind.JUNIT, file, results(Reports.passed()));
        assertThat(Files.readString(file)).isNotEqualTo(first).isEqualTo(JUnitXml.of(Reports.passed()));
        assertThat(files(file.getParent())).containsExactly("junit.xml");
    }

    @Test
    void otavaAddsToTheFileThatIsThere() throws IOException {
        Path file = folder.resolve("trend.csv");
        Outputs.write(OutputKind.OTAVA, file, results(Reports.passed()));
        RunFolder next = SampleRun.write(folder, "outputs", 2, 1, Verdict.VALID);
        Outputs.write(OutputKind.OTAVA, file, Results.read(Optional.empty(), next, Optional.empty()));
        assertThat(OtavaCsvTest.read(Files.readString(file))).hasSize(2);
    }

    @Test
    void anOldFileThatDoesNotFitIsNamedAndLeftAlone() throws IOException {
        Path file = folder.resolve("trend.csv");
        Files.writeString(file, "time,commit,other\n");
        Results results = results(Reports.passed());
        assertThatThrownBy(() -> Outputs.write(OutputKind.OTAVA, file, results))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file.toString());
        assertThat(file).hasContent("time,commit,other\n");
    }

    @Test
    void numbersOfARunThatIsNotValidAreWithheldWhereTheyCouldNotSaySo() throws IOException {
        Results results = results(Reports.notJudged());
        for (OutputKind kind : OutputKind.values()) {
            Path file = folder.resolve("out").resolve(kind.fileName());
            Files.createDirectories(file.getParent());
            Files.writeString(file, "old\n");
            Optional<String> why = Outputs.write(kind, file, results);
            if (kind.carriesVerdict()) {
                assertThat(why).isEmpty();
                assertThat(Files.readString(file)).contains("DISTURBED");
            } else {
                assertThat(why.orElseThrow()).contains("DISTURBED", kind.label(), file.toString());
                assertThat(Files.exists(file)).isEqualTo(kind == OutputKind.OTAVA);
                assertThat(Outputs.text(kind, results))
                        .isEqualTo(why.get().replace(file.toString(), "the output") + "\n");
            }
        }
    }

    @Test
    void whatAKindNeedsMustBeThere() throws IOException {
        Results gates = Results.of(Reports.passed());
        Results numbers = Results.read(Optional.empty(), run, Optional.empty());
        Path file = folder.resolve("file");
        assertThatThrownBy(() -> Outputs.write(OutputKind.JUNIT, file, numbers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("junit is about gates, but there are none");
        assertThatThrownBy(() -> Outputs.write(OutputKind.BENCHER, file, gates))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bencher is about numbers, but there is no run");
        assertThatThrownBy(() -> Outputs.write(OutputKind.JUNIT, folder, gates))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a folder");
        assertThat(file).doesNotExist();
    }

    @Test
    void kindsAreKnownByTheirNames() {
        for (OutputKind kind : OutputKind.values()) {
            assertThat(OutputKind.parse(kind.label())).isEqualTo(kind);
        }
        assertThatThrownBy(() -> OutputKind.parse("xml"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'xml'")
                .hasMessageContaining("junit, markdown, github, sarif");
    }
}
