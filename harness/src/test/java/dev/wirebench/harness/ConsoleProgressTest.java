package dev.wirebench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.Block;
import dev.wirebench.model.BlockResult;
import dev.wirebench.model.Cell;
import dev.wirebench.model.CellKey;
import dev.wirebench.model.Instrument;
import dev.wirebench.model.LatencyRecorder;
import dev.wirebench.model.Load;
import dev.wirebench.model.Outcome;
import dev.wirebench.model.Phases;
import dev.wirebench.model.Traffic;
import dev.wirebench.model.Usage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

    private static final long SLICE_NS = 250_000_000;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private ConsoleProgress progress(boolean isTerminal) {
        return progress(isTerminal, false);
    }

    private ConsoleProgress progress(boolean isTerminal, boolean isBrief) {
        return new ConsoleProgress(new PrintStream(printed, true, StandardCharsets.UTF_8), isTerminal, isBrief);
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
        Block block = new Block(
                Instant.EPOCH,
                SLICE_NS,
                SLICE_NS,
                recorder.counts(),
                recorder.counts(),
                Traffic.NONE,
                Usage.NOT_MEASURED);
        CellKey key = new CellKey(Cell.parse(cell), new Load.Closed(8), Instrument.NIO);
        return new BlockResult(key, block, recorder.intervals());
    }

    @Test
    void theFirstSliceOfEachCellIsALineWhereNoneCanBeDrawnOver() {
        ConsoleProgress progress = progress(false);
        progress.rehearsed(slice("http-short", 100));
        progress.rehearsed(slice("http-short", 200));
        progress.rehearsed(slice("raw-long", 0));
        progress.note("calibrating");
        assertThat(printed()).isEqualTo("""
                        warm-up  http-short.closed-8                    400/s  p50     1.500 ms
                        warm-up  raw-long.closed-8                no answers
                        calibrating
                        """);
    }

    @Test
    void aTerminalsLineFollowsTheCellUntilTheNext() {
        ConsoleProgress progress = progress(true);
        progress.rehearsed(slice("http-short", 100));
        progress.rehearsed(slice("http-short", 0));
        progress.rehearsed(slice("raw-long", 200));
        progress.note("calibrating");
        String[] lines = printed().split("\n");
        assertThat(lines).hasSize(3);
        String[] drawn = lines[0].split("\r");
        assertThat(drawn).hasSize(3);
        assertThat(drawn[1]).startsWith("warm-up  http-short.closed-8").endsWith("400/s  p50     1.500 ms");
        assertThat(drawn[2]).contains("no answers").hasSameSizeAs(drawn[1]);
        assertThat(lines[1]).startsWith("\rwarm-up  raw-long.closed-8").contains("800/s");
        assertThat(lines[2]).isEqualTo("calibrating");
    }

    @Test
    void whereNobodyWaitsOnlyTheStepsHaveALine() {
        ConsoleProgress progress = progress(false, true);
        progress.rehearsed(slice("http-short", 100));
        progress.note("calibrating");
        progress.begin(2, new Phases(0.5, 1, null, null));
        progress.endBlock(slice("http-short", 100));
        progress.end();
        assertThat(printed()).isEqualTo("calibrating\n2 blocks of 1.5 s, about 0:03\n");
    }
}
