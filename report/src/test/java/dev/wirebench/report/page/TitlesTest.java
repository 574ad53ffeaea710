package dev.wirebench.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.fixture.Records;
import dev.wirebench.model.record.Interference;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.record.Verdict.Validity;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.Units;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TitlesTest {

    private static final Interference PAUSED =
            Records.quiet().longestPauseNs(3_000_000).pausesNs(5_000_000).build();

    @TempDir
    Path results;

    private Map<String, String> titles(BlockRun made, Verdict verdict) throws IOException {
        Run run = made.read(results, verdict);
        return Titles.of(run, run.matrices().get(0), Units.TYPESET);
    }

    @Test
    void aTitleNamesTheProtocolForWhichTheConnectionMattersMost() throws IOException {
        Map<String, String> titles = titles(
                new BlockRun()
                        .blocks("http-short", Plans.OPEN, 100)
                        .blocks("http-long", Plans.OPEN, 50)
                        .blocks("websocket-short", Plans.OPEN, 130)
                        .blocks("websocket-long", Plans.OPEN, 26),
                Verdict.VALID);
        assertThat(titles)
                .containsEntry(
                        "spectrum.response",
                        "A message on a kept websocket connection takes 26.0 µs at the median; on a connection of its own"
                                + " 5.00× as long")
                .containsEntry(
                        "spectrum.service",
                        "A message on a kept websocket connection takes, counted from its send, 26.0 µs at the median; on a"
                                + " connection of its own 5.00× as long")
                .containsEntry("throughput", "Every cell kept up with 1,000/s")
                .containsEntry("timeline", "Each cell has one block")
                .doesNotContainKey("break-even.time");
        assertThat(titles.get("cost"))
                .isEqualTo("A message moves 136 B on every cell; target CPU is 10.0 µs on every cell");
    }

    @Test
    void withoutBothLifetimesTheQuickestAndTheSlowestCellAreNamed() throws IOException {
        assertThat(titles(
                        new BlockRun().blocks("http-long", Plans.OPEN, 50).blocks("raw-long", Plans.OPEN, 20),
                        Verdict.VALID))
                .containsEntry(
                        "spectrum.response",
                        "At the median, a message takes 20.0 µs on raw-long to 50.0 µs on http-long");
        assertThat(titles(new BlockRun().blocks("http-long", Plans.OPEN, 50), Verdict.VALID))
                .containsEntry("spectrum.response", "At the median, a message takes 50.0 µs on http-long");
    }

    @Test
    void aCellThatDidNotKeepUpIsNamed() throws IOException {
        assertThat(titles(
                        new BlockRun()
                                .block("http-short", Plans.OPEN, 200, 700, Interference.NOT_MEASURED)
                                .blocks("http-long", Plans.OPEN, 50),
                        Verdict.VALID))
                .containsEntry("throughput", "Not every cell kept up with 1,000/s: http-short 700/s");
    }

    @Test
    void blocksAndPausesStandAboveTheTimeline() throws IOException {
        assertThat(titles(
                        new BlockRun()
                                .block("http-long", Plans.OPEN, 50, 1000, PAUSED)
                                .block("http-long", Plans.OPEN, 75, 1000, PAUSED),
                        Verdict.VALID))
                .containsEntry(
                        "timeline",
                        "The medians of a cell’s blocks lie up to 1.50× apart (http-long); the generator’s longest pause was"
                                + " 3.00 ms");
    }

    @Test
    void everyTitleOfARunThatIsNotValidSaysSo() throws IOException {
        assertThat(titles(
                                new BlockRun()
                                        .blocks("http-short", Plans.OPEN, 200)
                                        .blocks("http-long", Plans.OPEN, 50),
                                new Verdict(Validity.DISTURBED, List.of("a pause")))
                        .values())
                .isNotEmpty()
                .allMatch(title -> title.endsWith(" (run DISTURBED, not judged)"));
    }
}
