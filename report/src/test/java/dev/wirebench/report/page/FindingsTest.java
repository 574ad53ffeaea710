package dev.wirebench.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.record.Interference;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.record.Verdict.Validity;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.KnownRun;
import dev.wirebench.report.read.Units;
import dev.wirebench.report.say.Conclusions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {

    @TempDir
    Path results;

    private List<String> answer(BlockRun run, Verdict verdict) throws IOException {
        return Conclusions.answer(run.read(results, verdict), Units.TYPESET);
    }

    @Test
    void twoSentencesSayWhatTheConnectionAndWhatTheProtocolCosts() throws IOException {
        BlockRun run = new BlockRun()
                .blocks("http-short", Plans.OPEN, 200)
                .blocks("http-long", Plans.OPEN, 50)
                .blocks("raw-short", Plans.OPEN, 60)
                .blocks("raw-long", Plans.OPEN, 20);
        assertThat(answer(run, Verdict.VALID))
                .containsExactly(
                        "With a connection opened for every message instead of one kept, the median message at 1,000/s took"
                                + " 4.00× as long over http (200 µs, not 50.0 µs) and 3.00× as long over raw (60.0 µs, not"
                                + " 20.0 µs).",
                        "On kept connections at 1,000/s the median message took 50.0 µs over http and 20.0 µs over raw; there are too"
                                + " few blocks to rule out that these differ by chance.");
    }

    @Test
    void whatTheBlocksDoNotTellApartIsNotToldApart() throws IOException {
        BlockRun run = new BlockRun()
                .blocks("http-long", Plans.OPEN, 50, 52, 54, 56, 58, 60, 62, 64)
                .blocks("websocket-long", Plans.OPEN, 51, 53, 55, 57, 59, 61, 63, 65)
                .blocks("raw-long", Plans.OPEN, 20, 21, 22, 23, 24, 25, 26, 27);
        assertThat(answer(run, Verdict.VALID))
                .containsExactly(
                        "On kept connections at 1,000/s the median message took 56.0 µs over http, 57.0 µs over websocket and"
                                + " 23.0 µs over raw; no significant difference between http and websocket.");
    }

    @Test
    void aRunThatIsNotValidGivesNoAnswer() throws IOException {
        BlockRun run = new BlockRun().blocks("http-short", Plans.OPEN, 200).blocks("http-long", Plans.OPEN, 50);
        assertThat(answer(run, new Verdict(Validity.SATURATED, List.of("late"))))
                .hasSize(2)
                .first()
                .isEqualTo(
                        "There is no answer: the run is SATURATED, and what follows is what it measured, not what holds.");
    }

    @Test
    void withoutKeptConnectionsEachCellIsNamed() throws IOException {
        BlockRun run = new BlockRun().blocks("http-short", Plans.OPEN, 200).blocks("http-10", Plans.OPEN, 70);
        assertThat(answer(run, Verdict.VALID))
                .containsExactly("The median message at 1,000/s took 200 µs over http-short and 70.0 µs over http-10.");
    }

    @Test
    void aClosedLoadIsAnsweredInThroughput() throws IOException {
        BlockRun run = new BlockRun().blocks("http-short", Plans.CLOSED, 500).blocks("http-long", Plans.CLOSED, 100);
        assertThat(answer(run, Verdict.VALID))
                .containsExactly(
                        "With connections kept instead of one opened for every message, answers over 32 connections in a"
                                + " closed loop came 5.00× as fast over http (10,000/s, not 2,000/s).",
                        "On kept connections over 32 connections in a closed loop there were each second 10,000 answers"
                                + " over http.");
    }

    @Test
    void aMedianOfWhichOnlyABoundIsKnownIsNoPartOfAnAnswer() throws IOException {
        BlockRun run = new BlockRun()
                .block("http-short", Plans.OPEN, 200, 300, Interference.NOT_MEASURED)
                .blocks("http-long", Plans.OPEN, 50);
        assertThat(answer(run, Verdict.VALID))
                .containsExactly("On kept connections at 1,000/s the median message took 50.0 µs over http.");
        BlockRun none = new BlockRun().block("http-short", Plans.OPEN, 200, 300, Interference.NOT_MEASURED);
        assertThat(answer(none, Verdict.VALID)).containsExactly("No message was answered often enough for a median.");
    }

    @Test
    void withoutCellsThereIsNoAnswer() throws IOException {
        RunFolder folder = RunFolder.create(results, KnownRun.plan(), Instant.EPOCH, Map.of());
        assertThat(Conclusions.answer(Comparison.of(List.of(folder)).runs().get(0), Units.TYPESET))
                .containsExactly("No cell was measured, so there is no answer.");
    }
}
