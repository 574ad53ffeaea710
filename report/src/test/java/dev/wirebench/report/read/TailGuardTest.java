package dev.wirebench.report.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.export.ResultDocument;
import dev.wirebench.report.say.Caveats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the generator's own lateness may have made, on 100 messages that all took 22.2 ms as it measured them. */
class TailGuardTest {

    private static final long US = 1_000;
    private static final long MS = 1_000_000;
    private static final long MEASURED_NS = 22_200 * US;

    private SweptRun made;

    @BeforeEach
    void make(@TempDir Path results) throws IOException {
        made = new SweptRun(results);
    }

    private RunFolder folder(long lagNs, long unanswered) throws IOException {
        return made.block(SweptRun.USUAL, MEASURED_NS, lagNs, unanswered).seal(Verdict.VALID, null);
    }

    private static List<String> texts(RunFolder folder) throws IOException {
        Series series = Run.read(folder).series().get(0);
        return List.of(
                        Percentile.P99,
                        Percentile.P999,
                        new Percentile(Measure.RESPONSE, 100),
                        new Percentile(Measure.SERVICE, 100))
                .stream()
                .map(percentile -> series.text(percentile, Units.PLAIN))
                .toList();
    }

    /** A pause of 20 ms in 1 s is more than 0.1 % of the time: an answer may have come at its beginning. */
    @Test
    void whatAPauseOfTheGeneratorMayHaveMadeIsAnUpperBound() throws IOException {
        made.paused(20 * MS, 20 * MS);
        RunFolder folder = folder(0, 0);
        assertThat(texts(folder)).containsExactly("22.2 ms", "<= 22.2 ms", "<= 22.2 ms", "<= 22.2 ms");
        assertThat(Caveats.of(Run.read(folder), Units.PLAIN))
                .contains(
                        "The generator itself was so late now and then, at sending or at reading, that it may have made"
                                + " p99.9 of 1 series, max of 1 series, service p99.9 of 1 series and service max of 1 series:"
                                + " these are upper bounds and print as <=.");
        assertThat(new ResultDocument("run", 0)
                        .withRuns(Comparison.of(List.of(folder)), List.of(folder.path()))
                        .text())
                .containsPattern("\"percentile\" : 100.0,\\s+\"ns\" : 222\\d+,\\s+\"isLowerBound\" : false,"
                        + "\\s+\"isUpperBound\" : true,\\s+\"atLeastNs\" : 22\\d{5}\\b");
    }

    /** 0.9 ms of 1 s is less than 0.1 % of the messages. */
    @Test
    void aPauseThatIsTooShortForAPercentileLeavesItAndStrikesTheLargest() throws IOException {
        made.paused(MS + MS / 2, 900 * US);
        assertThat(texts(folder(0, 0))).containsExactly("22.2 ms", "22.2 ms", "<= 22.2 ms", "<= 22.2 ms");
    }

    @Test
    void whatIsSmallBesideTheFigureIsNoReason() throws IOException {
        made.paused(1100 * US, 20 * MS);
        assertThat(texts(folder(1100 * US, 0))).containsOnly("22.2 ms");
    }

    @Test
    void whatWasSentLateIsAnUpperBoundOfTheResponseTimeOnly() throws IOException {
        assertThat(texts(folder(2 * MS, 0))).containsExactly("22.2 ms", "<= 22.2 ms", "<= 22.2 ms", "22.2 ms");
    }

    /** Where arrivals are stamped, a pause that delayed no answer takes nothing from the figures. */
    @Test
    void howLateAnswersWereReadDecidesWhereItIsKnown() throws IOException {
        made.paused(20 * MS, 20 * MS).readLate(US);
        assertThat(texts(folder(0, 0))).containsOnly("22.2 ms");
    }

    @Test
    void whatWasNeverAnsweredStaysALowerBound() throws IOException {
        made.paused(20 * MS, 20 * MS);
        assertThat(texts(folder(0, 2))).containsExactly(">= 22.2 ms", ">= 22.2 ms", ">= 22.2 ms", ">= 22.2 ms");
    }
}
