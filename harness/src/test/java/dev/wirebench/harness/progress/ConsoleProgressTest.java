package dev.wirebench.harness.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.LatencyRecorder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

    private static final long SLICE_NS = 250_000_000;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private ConsoleProgress progress(ConsoleProgress.Detail detail) {
        return progress(detail, Terminal.Size.USUAL);
    }

    private ConsoleProgress progress(ConsoleProgress.Detail detail, Terminal.Size window) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new ConsoleProgress(out, detail, () -> window);
    }

    /** What was printed, with line ends as on Unix. */
    private String printed() {
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    /** A slice of a quarter of a second in which so many messages were answered, each within 1.5 ms. */
    private static BlockResult slice(String cell, int answered) {
        LatencyRecorder recorder = new LatencyRecorder(0, SLICE_NS, SLICE_NS);
        for (int i = 0; i < answered; i++) {
            recorder.intend();
            recorder.record(Outcome.ANSWERED, 0, 0, 1_500_000);
        }
        Block block = Block.builder(Instant.EPOCH, SLICE_NS)
                .warmUp(recorder.counts())
                .counts(recorder.counts())
                .build();
        CellKey key = new CellKey(Cell.parse(cell), new Load.Closed(8), Instrument.NIO);
        return new BlockResult(key, block, recorder.intervals());
    }

    @Test
    void theFirstSliceOfEachCellIsALineWhereNoneCanBeDrawnOver() {
        ConsoleProgress progress = progress(ConsoleProgress.Detail.LINES);
        progress.settling(2);
        progress.rehearsed(slice("http-short", 100));
        progress.rehearsed(slice("http-short", 200));
        progress.rehearsed(slice("raw-long", 0));
        progress.calibrating();
        assertThat(printed()).isEqualTo("""
                        warming up
                        warm-up  http-short.closed-8                    400/s  p50     1.500 ms
                        warm-up  raw-long.closed-8                no answers
                        calibrating
                        """);
    }

    @Test
    void aBlockThatHasEndedIsALineWithWhatIsLeft() {
        ConsoleProgress progress = progress(ConsoleProgress.Detail.LINES);
        progress.begin(1, new Phases(0.5, 1));
        progress.beginBlock(slice("http-short", 100).key());
        progress.endBlock(slice("http-short", 100));
        progress.end();
        assertThat(printed()).isEqualTo("""
                1 blocks of 1.5 s, about 0:02
                  1/1  http-short.closed-8             400/s  p50    1.500 ms  p99    1.500 ms  0:00 left
                """);
        assertThat(printed()).doesNotContain("\u001b");
    }

    @Test
    void onATerminalTheRunIsFollowedBelowTheLinesAndNothingOfItIsLeft() {
        ConsoleProgress progress = progress(ConsoleProgress.Detail.LIVE);
        progress.begin(2, new Phases(0.5, 1));
        progress.beginBlock(slice("http-short", 100).key());
        progress.endBlock(slice("http-short", 100));
        progress.close();
        assertThat(printed()).contains("2 blocks of 1.5 s", "1/2  http-short.closed-8", "block 1 of 2");
        String last = printed().substring(printed().lastIndexOf("\u001b[J"));
        assertThat(last).isEqualTo("\u001b[J");
    }

    @Test
    void noLineIsLongerThanTheWindow() {
        ConsoleProgress progress = progress(ConsoleProgress.Detail.LIVE, new Terminal.Size(60, 20));
        progress.begin(1, new Phases(0.5, 1));
        progress.endBlock(slice("websocket-short", 100));
        progress.close();
        String text = printed().replaceAll("\u001b\\[[0-9;]*[A-Za-z]", "\n");
        assertThat(text).contains("1/1  websocket-short.closed-8\r\n", "p99    1.50");
        assertThat(text.lines()).allMatch(line -> line.length() <= 60);
    }

    @Test
    void whereNobodyWaitsOnlyTheStepsHaveALine() {
        ConsoleProgress progress = progress(ConsoleProgress.Detail.STEPS);
        progress.rehearsed(slice("http-short", 100));
        progress.calibrating();
        progress.begin(2, new Phases(0.5, 1));
        progress.endBlock(slice("http-short", 100));
        progress.end();
        assertThat(printed()).isEqualTo("calibrating\n2 blocks of 1.5 s, about 0:03\n");
    }
}
