package dev.wirebench.report.say;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.WarmUpResult;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.Series;
import dev.wirebench.report.read.Units;
import dev.wirebench.report.read.WatchedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTextTest {

    private static final String WAITING = "Its worker waits for the next message by the strategy \"hybrid\": it sleeps"
            + " until shortly before a send, then spins. With that the generator used up to 0.180 cores under open-1000.";
    private static final String CALIBRATION =
            "Against an echo on the same machine that does nothing else, it exchanged a"
                    + " raw message in 24.0 us at the median and in 21.0 us at the least, and at most 2,000/s over 4 connections,"
                    + " for 5.50 us of its processor time each.";
    private static final String REACHED =
            "Of that rate the cells under closed-32 reached: http-long 50.0 %, raw-long 45.0 %.";

    @TempDir
    static Path results;

    private static Run run;

    @BeforeAll
    static void readTheWatchedRun() throws IOException {
        run = Comparison.of(List.of(WatchedRun.write(results))).runs().get(0);
    }

    @Test
    void howItWaitsAndWhatItCanDoIsSaid() {
        assertThat(GeneratorText.sentences(run, Units.PLAIN)).containsExactly(WAITING, CALIBRATION, REACHED);
        assertThat(GeneratorText.lines(run, Units.PLAIN))
                .containsExactly(
                        "hybrid, up to 0.180 cores under open-1000",
                        "null exchange p50 24.0 us, least 21.0 us; at most 2,000/s over 4 connections, 5.50 us CPU each");
    }

    @Test
    void aSteadyRehearsalIsToldWithItsLength() {
        List<WarmUpResult> steady = WatchedRun.SETTLING.subList(0, 2);
        assertThat(GeneratorText.sentences(with(RunRecord.FORMAT, steady), Units.PLAIN))
                .endsWith("Every cell was steady before it was measured, after a rehearsal of 2.25 s to 6.00 s.");
        assertThat(GeneratorText.sentences(with(RunRecord.FORMAT, steady.subList(0, 1)), Units.PLAIN))
                .endsWith("Every cell was steady before it was measured, after a rehearsal of 2.25 s.");
    }

    @Test
    void anOldRecordsStrategyIsNotGuessed() {
        assertThat(GeneratorText.sentences(with(1, List.of()), Units.PLAIN)).containsExactly(CALIBRATION, REACHED);
    }

    @Test
    void gatlingsRunsSayNothingOfIt() {
        List<Series> gatlings = run.series().stream()
                .filter(series -> series.record().instrument() == Instrument.GATLING)
                .toList();
        assertThat(GeneratorText.lines(
                        new Run(run.name(), run.record(), gatlings, List.of(), List.of(), Optional.empty()),
                        Units.PLAIN))
                .hasSize(1)
                .allMatch(line -> line.startsWith("null exchange"));
    }

    private static Run with(int format, List<WarmUpResult> settling) {
        RunRecord record = run.record();
        return new Run(
                run.name(),
                record.toBuilder().format(format).settling(settling).build(),
                run.series(),
                List.of(),
                List.of(),
                Optional.empty());
    }
}
