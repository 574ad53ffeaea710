package dev.wirebench.report.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Percentile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundsTest {

    @TempDir
    Path results;

    @Test
    void theSendIsTheLowerAndTheIntendedSendTheUpperBound() throws IOException {
        Run run = Comparison.of(List.of(WatchedRun.write(results))).runs().get(0);
        assertThat(texts(run, "raw-long", Instrument.GATLING))
                .containsExactly(
                        "p50 [150 us, 200 us]",
                        "p90 [150 us, 200 us]",
                        "p99 [500 us, 5.00 ms]",
                        "p99.9 [500 us, 5.00 ms]",
                        "max [500 us, 5.00 ms]");
    }

    @Test
    void whatFallsAmongUnansweredMessagesIsMarked() throws IOException {
        Run run = Comparison.of(List.of(KnownRun.write(results))).runs().get(0);
        assertThat(texts(run, "http-short", Instrument.NIO))
                .containsExactly(
                        "p50 [180 us, 200 us]",
                        "p90 [180 us, 200 us]",
                        "p99 [4.98 ms, 5.00 ms]",
                        "p99.9 [>= 2.00 s, >= 2.00 s]",
                        "max [>= 2.00 s, >= 2.00 s]");
    }

    private static List<String> texts(Run run, String cell, Instrument instrument) {
        Series series = run.find(Cell.parse(cell), Plans.OPEN, instrument).orElseThrow();
        return Percentile.TABLED.stream()
                .map(percentile -> Percentile.name(percentile) + " " + series.bounds(percentile, Units.PLAIN))
                .toList();
    }
}
