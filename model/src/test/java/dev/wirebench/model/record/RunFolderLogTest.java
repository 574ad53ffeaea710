package dev.wirebench.model.record;

import static dev.wirebench.model.record.HistogramAssert.assertHolds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.wirebench.model.fixture.Records;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.text.WriteFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The interval logs of a run folder. */
class RunFolderLogTest {

    @TempDir
    Path results;

    @Test
    void whatWasAppendedComesBackInOrder() throws IOException {
        RunFolder folder = SampleRun.writeTo(results);
        List<BlockResult> written = SampleRun.results().stream()
                .filter(result -> result.key().equals(SampleRun.HTTP_SHORT))
                .toList();
        for (Measure measure : Measure.values()) {
            assertThat(folder.intervals(SampleRun.HTTP_SHORT, measure))
                    .as(measure.label())
                    .containsExactlyElementsOf(written.stream()
                            .filter(result -> result.total(measure).getTotalCount() > 0)
                            .flatMap(result -> result.intervals().stream())
                            .map(interval -> interval.histogram(measure))
                            .toList());
        }
        assertThat(folder.intervals(SampleRun.HTTP_SHORT, Measure.CONNECT)).hasSize(2);
        assertThat(folder.intervals(SampleRun.HTTP_SHORT, Measure.HANDSHAKE)).isEmpty();
    }

    @Test
    void intervalsAreStampedWithTheWallClock() throws IOException {
        List<Histogram> read = SampleRun.writeTo(results).intervals(SampleRun.HTTP_SHORT, Measure.RESPONSE);
        long firstMs = SampleRun.STARTED_AT.toEpochMilli() + 1_000;
        long secondMs = SampleRun.STARTED_AT.toEpochMilli() + 10_000;
        assertThat(read)
                .extracting(Histogram::getStartTimeStamp)
                .containsExactly(firstMs, firstMs + 1_000, secondMs, secondMs + 1_000);
        assertThat(read)
                .extracting(Histogram::getEndTimeStamp)
                .containsExactly(firstMs + 1_000, firstMs + 2_000, secondMs + 1_000, secondMs + 3_900);
    }

    /** Neither seconds in a double nor three decimals may cost a millisecond. */
    @Test
    void timeStampsAreExactToTheMillisecond() throws IOException {
        RunFolder folder = RunFolder.create(results, SampleRun.plan(), SampleRun.STARTED_AT, SampleRun.environment());
        for (int i = 0; i < 1_000; i++) {
            Interval interval = new Interval(0, (500 + 7L * i) * 1_000_000);
            interval.record(Measure.RESPONSE, 1_000);
            Instant at = Instant.ofEpochMilli(1_767_323_045_001L + 1_003L * i);
            folder.append(Records.result(SampleRun.RAW_LONG, Block.builder(at, interval.endNs()), interval));
        }
        List<Histogram> read = folder.intervals(SampleRun.RAW_LONG, Measure.RESPONSE);
        for (int i = 0; i < 1_000; i++) {
            long startMs = 1_767_323_045_001L + 1_003L * i;
            assertThat(read.get(i).getStartTimeStamp()).isEqualTo(startMs);
            assertThat(read.get(i).getEndTimeStamp()).isEqualTo(startMs + 500 + 7L * i);
        }
    }

    @Test
    void theTotalIsTheSumOfTheIntervals() throws IOException {
        RunFolder folder = SampleRun.writeTo(results);
        assertHolds(folder.total(SampleRun.HTTP_SHORT, Measure.RESPONSE), 905, 1_010, 2_020, 100_000);
        assertHolds(folder.total(SampleRun.HTTP_SHORT, Measure.UNANSWERED), 440, 1_010, 2_000_010);
        assertHolds(folder.total(SampleRun.HTTP_SHORT, Measure.HANDSHAKE));
    }

    @Test
    void anyHdrHistogramReaderReadsTheLogs() throws IOException {
        RunFolder folder = SampleRun.writeTo(results);
        for (Measure measure : Measure.values()) {
            Path file = folder.path().resolve(SampleRun.RAW_LONG.label() + "." + measure.label() + ".hlog");
            List<Histogram> read = new ArrayList<>();
            if (Files.exists(file)) {
                try (var reader = new HistogramLogReader(file.toFile())) {
                    for (EncodableHistogram next; (next = reader.nextIntervalHistogram()) != null; ) {
                        read.add((Histogram) next);
                    }
                }
            }
            assertThat(read).isEqualTo(folder.intervals(SampleRun.RAW_LONG, measure));
        }
    }

    @Test
    void logsFollowTheV2Format() throws IOException {
        Path log =
                SampleRun.writeTo(results).path().resolve(SampleRun.HTTP_SHORT_BY_GATLING.label() + ".response.hlog");
        List<String> lines = Files.readAllLines(log, StandardCharsets.US_ASCII);
        assertThat(lines).hasSize(8);
        assertThat(lines.subList(0, 4))
                .containsExactly(
                        "#[Wirebench: http-short.open-1.5.gatling.response.hlog, values in nanoseconds, maxima in milliseconds]",
                        "#[Histogram log format version 1.3]",
                        "#[StartTime: 1767323065.678 (seconds since epoch), 2026-01-02T03:04:25.678Z]",
                        "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"");
        assertThat(lines.get(4)).matches("Tag=block-1,1767323065\\.678,1\\.000,2\\.70[0-9],HISTFAAA[A-Za-z0-9+/]+=*");
        assertThat(lines.get(5)).matches("Tag=block-1,1767323066\\.678,1\\.000,0\\.000,HISTFAAA[A-Za-z0-9+/]+=*");
        assertThat(lines.get(6)).matches("Tag=block-2,1767323069\\.999,1\\.000,0\\.000,HISTFAAA[A-Za-z0-9+/]+=*");
        assertThat(lines.get(7)).matches("Tag=block-2,1767323070\\.999,1\\.002,2\\.80[0-9],HISTFAAA[A-Za-z0-9+/]+=*");
    }

    @Test
    void eachIntervalSaysWhichBlockItIsOf() throws IOException {
        SampleRun.writeTo(results);
        RunFolder folder = RunFolder.open(results.resolve("20260102T030405Z-sample-DISTURBED"));
        assertThat(folder.intervals(SampleRun.HTTP_SHORT, Measure.RESPONSE))
                .extracting(interval -> RunFolder.block(interval).orElseThrow())
                .containsExactly(0, 0, 1, 1);
    }

    /** As a run that was killed between the logs and the record has left it. */
    @Test
    void linesThatTheRecordDoesNotCountAreNotOfTheRun() throws IOException {
        RunFolder folder = RunFolder.create(results, SampleRun.plan(), SampleRun.STARTED_AT, SampleRun.environment());
        BlockResult first = SampleRun.results().get(1);
        folder.append(first);
        RunRecord record = folder.read();
        String journal = Files.readString(folder.path().resolve("blocks.jsonl"));
        folder.append(first);
        Files.writeString(folder.path().resolve("blocks.jsonl"), journal);
        for (String torn : List.of("", "T", "Tag=block-3,17673", "\u0000\u0000")) {
            Path log = log(folder, "response");
            Files.writeString(log, Files.readString(log) + torn);
            RunFolder read = RunFolder.open(folder.path());
            assertThat(read.read()).isEqualTo(record);
            assertThat(read.intervals(first.key(), Measure.RESPONSE)).hasSize(2);
        }
    }

    /** As a write that failed, or a kill, may have left them. */
    @Test
    void theNextBlockTakesThePlaceOfWhatIsNotOfTheRun() throws IOException {
        RunFolder folder = SampleRun.writeTo(results);
        List<String> whole = Files.readAllLines(log(folder, "response"));
        Files.writeString(log(folder, "response"), "Tag=block-3,17673", StandardOpenOption.APPEND);
        BlockResult more = SampleRun.results().get(1);
        folder.append(more);
        assertThat(Files.readAllLines(log(folder, "response")))
                .startsWith(whole.toArray(String[]::new))
                .hasSize(whole.size() + 2);
    }

    /** As a kill in the middle of its last line leaves it. */
    @Test
    void aBlockWhoseLineInTheJournalIsTornIsNotOfTheRun() throws IOException {
        RunFolder folder = RunFolder.create(results, SampleRun.plan(), SampleRun.STARTED_AT, SampleRun.environment());
        folder.append(SampleRun.results().get(1));
        RunRecord one = RunFolder.open(folder.path()).read();
        folder.append(SampleRun.results().get(3));
        Path journal = folder.path().resolve("blocks.jsonl");
        String whole = Files.readString(journal);
        Files.writeString(journal, whole.stripTrailing());
        RunFolder read = RunFolder.open(folder.path());
        assertThat(read.read()).isEqualTo(one);
        assertThat(read.intervals(SampleRun.RAW_LONG, Measure.RESPONSE)).hasSize(2);
        Files.writeString(journal, whole.replaceFirst("\\{", "["));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> RunFolder.open(folder.path()).read())
                .withMessageStartingWith(journal + ":1: damaged: ");
    }

    /** As a kill between the record and the removal of the journal leaves it. */
    @Test
    void aSealedRunHasNoUseForAJournal() throws IOException {
        RunFolder folder = RunFolder.create(results, SampleRun.plan(), SampleRun.STARTED_AT, SampleRun.environment());
        folder.append(SampleRun.results().get(1));
        String journal = Files.readString(folder.path().resolve("blocks.jsonl"));
        folder.seal(SampleRun.record(folder.cells()));
        Files.writeString(folder.path().resolve("blocks.jsonl"), journal);
        assertThat(RunFolder.open(folder.path()).read()).isEqualTo(SampleRun.record(folder.cells()));
    }

    /** A folder stands where the journal should be. */
    @Test
    void aBlockThatCannotBeKeptLeavesTheRunAsItWas() throws IOException {
        RunFolder folder = RunFolder.create(results, SampleRun.plan(), SampleRun.STARTED_AT, SampleRun.environment());
        Path journal = Files.createDirectory(folder.path().resolve("blocks.jsonl"));
        assertThatExceptionOfType(WriteFailure.class)
                .isThrownBy(() -> folder.append(SampleRun.results().get(1)))
                .withMessageStartingWith(journal + ": could not be written: ");
        Files.delete(journal);
        folder.append(SampleRun.results().get(3));
        assertThat(folder.cells())
                .containsExactly(CellRecord.of(
                        SampleRun.RAW_LONG, SampleRun.results().get(3).block()));
        folder.seal(SampleRun.record(folder.cells()));
        assertThat(RunFolder.open(folder.path()).total(SampleRun.RAW_LONG, Measure.RESPONSE))
                .isEqualTo(SampleRun.results().get(3).total(Measure.RESPONSE));
    }

    @Test
    void aLogIsOnlyAddedTo() throws IOException {
        RunFolder folder = SampleRun.writeTo(results);
        Object inode = Files.getAttribute(log(folder, "response"), "unix:ino");
        BlockResult more = SampleRun.results().get(1);
        folder.append(more);
        assertThat(Files.getAttribute(log(folder, "response"), "unix:ino")).isEqualTo(inode);
    }

    @Test
    void aLogThatLacksLinesOfTheRunIsDamaged() throws IOException {
        Path log = log(SampleRun.writeTo(results), "response");
        String whole = Files.readString(log);
        for (String shortened : List.of(whole.substring(0, whole.length() - 60), whole.stripTrailing())) {
            Files.writeString(log, shortened);
            assertDamaged(log, ": damaged: of 4 lines that record.json counts, 3 are there");
        }
        Files.delete(log);
        assertDamaged(log, ": damaged: of 4 lines that record.json counts, 0 are there");
    }

    @Test
    void aLineThatCannotBeReadIsDamaged() throws IOException {
        Path log = log(SampleRun.writeTo(results), "response");
        String whole = Files.readString(log);
        Files.writeString(
                log,
                whole.replace(
                        "Tag=block-2,1767323059.678,1.000,0.251,HIST", "Tag=block-2,1767323059.678,1.000,0.251,H_ST"));
        assertDamaged(log, ": the line of 1767323059.678 is damaged");
        Files.writeString(log, whole.replace("Tag=block-2,", ""));
        assertDamaged(log, ": the line of 1767323059.678 is damaged");
        Files.writeString(log, whole.replace("Tag=block-2,", "Tag=block-3,"));
        assertDamaged(log, ": damaged: there is a line of block-3, but record.json has 2 blocks of the series");
    }

    @Test
    void aRecordThatDoesNotCountItsLogsIsDamaged() throws IOException {
        Path record = SampleRun.writeTo(results).path().resolve("record.json");
        Files.writeString(record, Files.readString(record).replaceFirst("(?s),\\s*\"logs\".*", "}"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> RunFolder.open(record.getParent()).read())
                .withMessage(record + ": damaged: there is no logs");
    }

    private static Path log(RunFolder folder, String measure) {
        return folder.path().resolve(SampleRun.RAW_LONG.label() + "." + measure + ".hlog");
    }

    private static void assertDamaged(Path log, String message) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> RunFolder.open(log.getParent()).intervals(SampleRun.RAW_LONG, Measure.RESPONSE))
                .withMessage(log + message);
    }
}
