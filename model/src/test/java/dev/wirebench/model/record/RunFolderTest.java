package dev.wirebench.model.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.text.WriteFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {

    private static final String NAME = "20260102T030405Z-sample";

    @TempDir
    Path results;

    @Test
    void aRunSaysThatItIsPartialBeforeAnythingIsMeasured() throws IOException {
        RunFolder folder = create();
        assertThat(folder.path()).isEqualTo(results.resolve(NAME + "-PARTIAL"));
        RunRecord record = folder.read();
        assertThat(record.verdict().validity()).isEqualTo(Verdict.Validity.PARTIAL);
        assertThat(record.verdict().reasons()).containsExactly("the run has not ended");
        assertThat(record.plan()).isEqualTo(SampleRun.plan());
        assertThat(record.cells()).isEmpty();
        assertThat(filesOf(folder)).containsExactly("record.json");
    }

    @ParameterizedTest
    @EnumSource
    void theNameCarriesTheVerdictUnlessItIsValid(Verdict.Validity validity) throws IOException {
        RunFolder folder = create();
        RunRecord record = sealedAs(validity);
        folder.seal(record);
        String expected = validity == Verdict.Validity.VALID ? NAME : NAME + "-" + validity;
        assertThat(folder.path()).isEqualTo(results.resolve(expected));
        assertThat(namesIn(results)).containsExactly(expected);
        assertThat(RunFolder.open(results.resolve(expected)).read()).isEqualTo(record);
    }

    @Test
    void runsOfTheSameSecondGetFoldersOfTheirOwn() throws IOException {
        RunFolder valid = create();
        valid.seal(sealedAs(Verdict.Validity.VALID));
        RunFolder saturated = create();
        saturated.seal(sealedAs(Verdict.Validity.SATURATED));
        create();
        assertThat(namesIn(results)).containsExactly(NAME, NAME + "-2-SATURATED", NAME + "-3-PARTIAL");
        assertThat(valid.read().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void whatAKilledRunLeftUnderATemporaryNameIsNeverRead() throws IOException {
        RunFolder folder = SampleRun.writeTo(results);
        RunRecord record = folder.read();
        List<Histogram> intervals = folder.intervals(SampleRun.RAW_LONG, Measure.RESPONSE);
        Files.writeString(folder.path().resolve("record.json.tmp"), "{");
        RunFolder read = RunFolder.open(folder.path());
        assertThat(read.read()).isEqualTo(record);
        assertThat(read.intervals(SampleRun.RAW_LONG, Measure.RESPONSE)).isEqualTo(intervals);
    }

    /** They used to look for a free name first, and then to fail to make it. */
    @Test
    void runsThatBeginAtTheSameTimeGetFoldersOfTheirOwn() throws Exception {
        CyclicBarrier together = new CyclicBarrier(4);
        ExecutorService runs = Executors.newFixedThreadPool(4);
        try {
            List<Future<Void>> begun = runs.invokeAll(Collections.nCopies(4, () -> {
                for (int i = 0; i < 50; i++) {
                    together.await();
                    create();
                    RunFolder.createParent(results, SampleRun.gatedPlan(), SampleRun.STARTED_AT);
                }
                return null;
            }));
            for (Future<Void> run : begun) {
                run.get();
            }
        } finally {
            runs.shutdownNow();
        }
        assertThat(namesIn(results)).hasSize(400);
    }

    /** A folder stands where the file should be. */
    @Test
    void aFileThatCannotBeWrittenIsNamedAndLeavesNothingBehind() throws IOException {
        RunFolder folder = SampleRun.writeTo(results);
        Path file = folder.path().resolve("index.html");
        Files.createDirectories(file.resolve("full"));
        List<String> before = filesOf(folder);
        assertThatExceptionOfType(WriteFailure.class)
                .isThrownBy(() -> folder.writeFile("index.html", new byte[1]))
                .withMessage(file
                        + ": could not be written: Is a directory; the 6 blocks that were measured before are kept in "
                        + folder.path());
        assertThat(filesOf(folder)).isEqualTo(before);
    }

    @Test
    void aRunThatCannotBeNamedAfterItsVerdictIsKept() throws IOException {
        RunFolder folder = create();
        Path name = results.resolve(NAME + "-DISTURBED");
        Files.createDirectories(name.resolve("full"));
        assertThatExceptionOfType(WriteFailure.class)
                .isThrownBy(() -> folder.seal(SampleRun.record(List.of())))
                .withMessage(name + ": could not be written: Directory not empty; the whole run is kept in "
                        + folder.path());
        assertThat(RunFolder.open(folder.path()).read().verdict())
                .isEqualTo(SampleRun.record().verdict());
    }

    @Test
    void aRunThatCannotBeSavedIsNeverBegun() throws IOException {
        Path file = Files.createFile(results.resolve("results"));
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> RunFolder.create(file, SampleRun.plan(), SampleRun.STARTED_AT, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "0", "\"one\""})
    void anUnknownFormatIsRefused(String format) throws IOException {
        RunFolder folder = create();
        Path file = folder.path().resolve("record.json");
        Files.writeString(
                file, Files.readString(file).replace("\"format\" : 3", "\"news\" : 1, \"format\" : " + format));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(folder::read)
                .withMessageStartingWith(file + ": format ")
                .withMessageEndingWith(" is unknown; this version reads 1 to 3");
    }

    @Test
    void aFolderWithoutARecordIsNoRun() {
        assertThatExceptionOfType(FileNotFoundException.class)
                .isThrownBy(() -> RunFolder.open(results))
                .withMessage(results + ": not a run folder, it has no record.json");
    }

    @Test
    void aDiscardedRunLeavesNothing() throws IOException {
        RunFolder folder = create();
        folder.writeFile("target.log", new byte[1]);
        folder.discard();
        assertThat(namesIn(results)).isEmpty();
    }

    private RunFolder create() throws IOException {
        return RunFolder.create(results, SampleRun.plan(), SampleRun.STARTED_AT, SampleRun.environment());
    }

    private static RunRecord sealedAs(Verdict.Validity validity) {
        RunRecord sample = SampleRun.record();
        List<String> reasons = validity == Verdict.Validity.VALID ? List.of() : List.of("told to");
        return sample.toBuilder().verdict(new Verdict(validity, reasons)).build();
    }

    private static List<String> filesOf(RunFolder folder) throws IOException {
        return namesIn(folder.path());
    }

    private static List<String> namesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
