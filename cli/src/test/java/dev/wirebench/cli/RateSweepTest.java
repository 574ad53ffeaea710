package dev.wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.SweptCell;
import dev.wirebench.report.read.SweptRate;
import dev.wirebench.report.read.Units;
import dev.wirebench.report.say.Caveats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sweep of a target of which the highest rate is known: it works on one message at a time, 1 ms on each. */
@Tag("slow")
@Timeout(300)
class RateSweepTest {

    private static final double CAPACITY_PER_SECOND = 1000;

    /** For half a second, messages may come so much faster before one of a hundred has waited for longer than 50 ms. */
    private static final double QUEUE_SHARE = 0.11;

    @TempDir
    private Path directory;

    @Test
    void noRateIsKeptThatIsHigherThanWhatTheTargetCanDo() throws Exception {
        Files.writeString(directory.resolve("plan.yaml"), """
                name: swept
                script: {service: {kind: constant, ms: 1}, server: fifo}
                cells: [raw-long]
                load: [{kind: open, ratePerSecond: 100, connections: 4}]
                sweep: {fromPerSecond: 125, toPerSecond: 8000, connections: 4, seconds: 0.5, limit: p99 < 50 ms}
                phases: {warmUpSeconds: 0.05, measurementSeconds: 0.2, timeoutSeconds: 5}
                """);
        // In CI a block has no line.
        try (CommandLineProcess command = CommandLineProcess.start(
                List.of("env", "-u", "CI"), CommandLineProcess.BRIEF, directory, "run", "plan.yaml")) {
            List<String> printed = command.remainingLines();
            assertThat(command.awaitExit()).as(String.join("\n", printed)).isIn(0, ExitCode.NOT_VALID);
            assertThat(printed).anyMatch(line -> line.contains("raw-long: p99 < 50 ms held up to"));
            assertThat(printed)
                    .filteredOn(line -> line.matches(" *\\d+/\\d+ .*"))
                    .isNotEmpty()
                    .allSatisfy(line -> {
                        String[] counted = line.strip().split("[/ ]");
                        assertThat(Integer.parseInt(counted[0]))
                                .as(line)
                                .isLessThanOrEqualTo(Integer.parseInt(counted[1]));
                    });
        }
        Run run = run();
        assertThat(run.record().environment()).containsEntry(RunRecord.BRIEF_WARM_UP, "0.25 s");
        assertThat(Caveats.of(run, Units.PLAIN))
                .contains(
                        "Each cell was warmed up for 0.25 s, and not until it was steady: compilation may still be in the"
                                + " numbers.");
        SweptCell swept = run.swept().get(0);
        double kept = swept.highest().orElseThrow().ratePerSecond();
        assertThat(kept).isLessThan(CAPACITY_PER_SECOND * (1 + QUEUE_SHARE));
        assertThat(swept.rates()).anyMatch(rate -> rate.ratePerSecond() > kept && !isKept(rate));
        assertThat(swept.rates()).allMatch(rate -> rate.ratePerSecond() <= 2 * CAPACITY_PER_SECOND);
        assertThat(swept.rates())
                .filteredOn(rate -> !isKept(rate))
                .allMatch(rate -> rate.series().record().blocks().size() == 2);
    }

    private static boolean isKept(SweptRate rate) {
        return rate.standing() == SweptRate.Standing.KEPT;
    }

    private Run run() throws IOException {
        try (Stream<Path> runs = Files.list(directory.resolve("results"))) {
            Path path = runs.filter(run -> !run.toString().contains("set-aside"))
                    .findFirst()
                    .orElseThrow();
            return Comparison.of(List.of(RunFolder.open(path))).runs().get(0);
        }
    }
}
