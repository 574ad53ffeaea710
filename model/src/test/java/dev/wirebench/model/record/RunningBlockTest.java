package dev.wirebench.model.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a block before it has ended. */
class RunningBlockTest {

    private static final long MS = 1_000_000;

    @TempDir
    private Path results;

    private final LatencyRecorder recorder = new LatencyRecorder(0, 1_800_000 * MS, 30_000 * MS).inPieces();
    private final Interval sum = new Interval(0, 0);

    private void answer(long atMs) {
        recorder.intend();
        recorder.record(Outcome.ANSWERED, atMs * MS, atMs * MS, (atMs + 1) * MS);
    }

    private Counts handOver(long atMs) {
        recorder.want();
        assertThat(recorder.isWanted()).isTrue();
        recorder.handOver(atMs * MS);
        return recorder.take(sum).orElseThrow();
    }

    @Test
    void piecesAddUpToAllThatWasRecorded() {
        for (int i = 0; i < 100; i++) {
            answer(700L * i);
            if (i % 7 == 6) {
                assertThat(handOver(700L * i + 1)).isEqualTo(new Counts(i + 1, i + 1, Map.of(), 0, 0));
            }
        }
        handOver(70_001);
        assertThat(sum.endNs()).isEqualTo(70_001 * MS);
        for (Measure measure : Measure.values()) {
            Histogram whole = new Histogram(Interval.HIGHEST_TRACKABLE_NS, Interval.SIGNIFICANT_DIGITS);
            recorder.intervals().forEach(interval -> whole.add(interval.histogram(measure)));
            assertThat(sum.histogram(measure)).isEqualTo(whole);
        }
        assertThat(sum.histogram(Measure.RESPONSE).getTotalCount()).isEqualTo(100);
    }

    @Test
    void whatIsInFlightIsUnfinished() {
        answer(0);
        recorder.intend();
        recorder.intend();
        recorder.record(Outcome.RESET, 1 * MS, 1 * MS, 2 * MS);
        assertThat(handOver(2)).isEqualTo(new Counts(3, 1, Map.of(Outcome.RESET, 1L), 0, 1));
    }

    @Test
    void aWorkerNeverWaitsForWhatItHandedOverToBeTaken() {
        answer(0);
        recorder.want();
        recorder.handOver(1 * MS);
        answer(1);
        recorder.want();
        assertThat(recorder.isWanted()).isFalse();
        answer(2);
        assertThat(recorder.take(sum))
                .hasValueSatisfying(c -> assertThat(c.answered()).isEqualTo(1));
        assertThat(recorder.take(sum)).isEmpty();
        assertThat(recorder.isWanted()).isTrue();
        assertThat(handOver(3).answered()).isEqualTo(3);
        assertThat(sum.histogram(Measure.RESPONSE).getTotalCount()).isEqualTo(3);
    }

    private RunFolder keep() throws IOException {
        RunFolder folder = RunFolder.create(results, SampleRun.plan(), SampleRun.STARTED_AT, SampleRun.environment());
        BlockResult first = SampleRun.results().get(1);
        folder.append(first);
        answer(0);
        answer(900);
        recorder.intend();
        Counts counts = handOver(1_500);
        folder.keepRunning(first.key(), block(counts), sum);
        return folder;
    }

    private static Block block(Counts counts) {
        Instant at = SampleRun.STARTED_AT.plusSeconds(60);
        return Block.builder(at, 1_500 * MS).counts(counts).build();
    }

    @Test
    void aRunThatWasKilledHasItsRunningBlockAsItsLast() throws IOException {
        RunFolder read = RunFolder.open(keep().path());
        RunRecord record = read.read();
        assertThat(record.verdict().validity()).isEqualTo(Verdict.Validity.PARTIAL);
        assertThat(record.verdict().reasons())
                .containsExactly(
                        "the run has not ended",
                        "the last block of raw-long.open-1.5.nio is kept up to 1.5 s of its measurement");
        assertThat(record.cells())
                .singleElement()
                .satisfies(cell ->
                        assertThat(cell.blocks()).hasSize(2).last().isEqualTo(block(new Counts(3, 2, Map.of(), 0, 1))));
        List<Histogram> response = read.intervals(SampleRun.RAW_LONG, Measure.RESPONSE);
        assertThat(response).extracting(h -> RunFolder.block(h).orElseThrow()).containsExactly(0, 0, 1);
        assertThat(response).last().satisfies(h -> assertThat(h.getTotalCount()).isEqualTo(2));
        assertThat(read.intervals(SampleRun.RAW_LONG, Measure.UNANSWERED)).hasSize(2);
    }

    /** As a kill between the record and the removal leaves it. */
    @Test
    void aBlockThatTheRecordHasIsNotTakenTwice() throws IOException {
        RunFolder folder = keep();
        Block second = block(new Counts(3, 2, Map.of(), 0, 1));
        folder.append(new BlockResult(SampleRun.RAW_LONG, second, recorder.intervals()));
        RunFolder read = RunFolder.open(folder.path());
        RunRecord record = read.read();
        assertThat(record.verdict()).isEqualTo(RunRecord.UNFINISHED);
        assertThat(record.cells())
                .containsExactly(CellRecord.of(
                        SampleRun.RAW_LONG, SampleRun.results().get(1).block(), second));
        assertThat(read.intervals(SampleRun.RAW_LONG, Measure.RESPONSE)).hasSize(2 + 60);
    }

    @Test
    void aSealedRunHasNone() throws IOException {
        RunFolder folder = keep();
        folder.seal(SampleRun.record(folder.cells()));
        assertThat(folder.path().resolve("running.json")).doesNotExist();
        assertThat(folder.path().resolve("blocks.jsonl")).doesNotExist();
    }

    @Test
    void aDamagedOneIsNotTakenForNone() throws IOException {
        RunFolder folder = keep();
        Files.writeString(folder.path().resolve("running.json"), "{\n");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> RunFolder.open(folder.path()).read())
                .withMessageStartingWith(folder.path().resolve("running.json") + ":")
                .withMessageContaining(": damaged: ");
    }
}
