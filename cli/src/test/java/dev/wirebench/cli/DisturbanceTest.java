package dev.wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real runs that are really disturbed: each must say by what. */
@Tag("slow")
@Timeout(180)
class DisturbanceTest {

    private static final String FOUR_SECONDS =
            "phases: {warmUpSeconds: 0.2, measurementSeconds: 4, timeoutSeconds: 3}\n";

    /** Some ten seconds of a processor of its own, and not much more if nobody ends it. */
    private static final String BUSY = "i=0; while [ $i -lt 30000000 ]; do i=$((i+1)); done";

    private static final List<String> FEW_FILES = List.of("bash", "-c", "ulimit -n 220; exec \"$@\"", "bash");

    @TempDir
    private Path directory;

    private void plan(String text) throws IOException {
        Files.writeString(directory.resolve("plan.yaml"), "name: disturbed\n" + text);
    }

    private CommandLineProcess run() throws IOException {
        return CommandLineProcess.startBriefly(directory, "run", "plan.yaml");
    }

    private static void command(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).inheritIO().start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    /** @return for how long it was stopped at least */
    private static long stopForASecond(ProcessHandle process) throws IOException, InterruptedException {
        String pid = Long.toString(process.pid());
        command("kill", "-STOP", pid);
        long stoppedNs = System.nanoTime();
        command("sleep", "1");
        long forNs = System.nanoTime() - stoppedNs;
        command("kill", "-CONT", pid);
        return forNs;
    }

    private RunFolder end(CommandLineProcess run) throws IOException, InterruptedException {
        List<String> printed = run.remainingLines();
        int exit = run.awaitExit();
        try (Stream<Path> runs = Files.list(directory.resolve("results"))) {
            RunFolder folder = RunFolder.open(runs.findFirst().orElseThrow());
            Verdict verdict = folder.read().verdict();
            assertThat(exit).as(String.join("\n", printed)).isEqualTo(verdict.isValid() ? 0 : ExitCode.NOT_VALID);
            return folder;
        }
    }

    private static void assertReason(RunFolder folder, Verdict.Validity validity, String reason) throws IOException {
        Verdict verdict = folder.read().verdict();
        assertThat(verdict.validity()).isEqualTo(validity);
        assertThat(verdict.reasons()).anyMatch(each -> each.startsWith(reason));
        assertThat(folder.path().getFileName().toString()).endsWith("-" + validity);
    }

    @Test
    void aGeneratorThatWasStoppedForASecondSaysSo() throws Exception {
        plan("cells: [raw-long]\nload: [{kind: open, ratePerSecond: 200, connections: 4}]\n" + FOUR_SECONDS);
        try (CommandLineProcess run = run()) {
            run.awaitLine("1 blocks");
            command("sleep", "1");
            stopForASecond(run.handle());
            RunFolder folder = end(run);
            assertReason(
                    folder,
                    Verdict.Validity.DISTURBED,
                    "pause: in raw-long.open-200.nio the generator's process stood still for ");
            assertThat(folder.read()
                            .cells()
                            .get(0)
                            .blocks()
                            .get(0)
                            .surroundings()
                            .longestPauseNs())
                    .isGreaterThan(900_000_000);
        }
    }

    /** As {@link #aGeneratorThatWasStoppedForASecondSaysSo}, but this second belongs into the numbers. */
    @Test
    void aTargetThatWasStoppedForASecondHasItInItsTail() throws Exception {
        plan("cells: [raw-long]\nload: [{kind: open, ratePerSecond: 200, connections: 4}]\n" + FOUR_SECONDS);
        try (CommandLineProcess run = run()) {
            run.awaitLine("1 blocks");
            command("sleep", "1");
            long stoppedNs = stopForASecond(run.handle().children().findFirst().orElseThrow());
            RunFolder folder = end(run);
            CellKey key = folder.read().cells().get(0).key();
            assertThat(folder.read().cells().get(0).counts()).isEqualTo(new Counts(800, 800, Map.of(), 0, 0));
            Histogram response = folder.total(key, Measure.RESPONSE);
            // A message every 5 ms: the first one in the pause waits for all of it, and a fifth of all messages for
            // some.
            assertThat(response.getMaxValue()).isGreaterThan(stoppedNs - 6_000_000);
            assertThat(response.getValueAtPercentile(90)).isGreaterThan(stoppedNs / 4);
            assertThat(folder.read()
                            .cells()
                            .get(0)
                            .blocks()
                            .get(0)
                            .surroundings()
                            .longestPauseNs())
                    .isLessThan(stoppedNs / 2);
        }
    }

    /** T8 of docs/method.md on a small scale: 1,000 messages/s to a server that takes 1.2 ms for each. */
    @Test
    void whatQueuesBeforeASlowTargetIsInTheResponseTimeAndNotInTheServiceTime() throws Exception {
        plan("cells: [raw-long]\nscript: {service: {kind: constant, ms: 1.2}, server: fifo}\n"
                + "load: [{kind: open, ratePerSecond: 1000, connections: 4}]\n"
                + "phases: {warmUpSeconds: 0, measurementSeconds: 2, drainSeconds: 30}\n");
        try (CommandLineProcess run = run()) {
            RunFolder folder = end(run);
            CellRecord cell = folder.read().cells().get(0);
            assertThat(cell.counts()).isEqualTo(new Counts(2000, 2000, Map.of(), 0, 0));
            Histogram response = folder.total(cell.key(), Measure.RESPONSE);
            Histogram service = folder.total(cell.key(), Measure.SERVICE);
            // The last of 2,000 is intended after 1.999 s and cannot be answered before 2.4 s.
            assertThat(response.getMaxValue()).isGreaterThan(400_000_000);
            assertThat(service.getValueAtPercentile(50)).isLessThan(response.getValueAtPercentile(50) / 5);
            assertThat(cell.blocks().get(0).workers().queuedForConnection()).isGreaterThan(1_000);
            assertThat(folder.path().resolve("script.tsv")).exists();
        }
    }

    @Test
    void aGeneratorWithoutAProcessorSaysSo() throws Exception {
        assumeThat(Path.of("/usr/bin/taskset")).exists();
        plan("cells: [raw-long]\nload: [{kind: open, ratePerSecond: 1000, connections: 4}]\n" + FOUR_SECONDS);
        List<Process> others = new ArrayList<>();
        try (CommandLineProcess run =
                CommandLineProcess.start(List.of("taskset", "-c", "0"), directory, "run", "plan.yaml")) {
            run.awaitLine("calibrating");
            for (int i = 0; i < 3; i++) {
                others.add(new ProcessBuilder("taskset", "-c", "0", "sh", "-c", BUSY).start());
            }
            RunFolder folder = end(run);
            Verdict verdict = folder.read().verdict();
            assertThat(verdict.isValid()).isFalse();
            assertThat(verdict.reasons())
                    .anyMatch(reason -> reason.startsWith("run queue: in raw-long.open-1000.nio a worker waited "))
                    .anyMatch(reason -> reason.startsWith("generator lag: raw-long.open-1000.nio was sent late"));
        } finally {
            others.forEach(Process::destroyForcibly);
        }
    }

    /** The service is started again on its port while messages are on their way. */
    @Test
    void aTargetThatWasRestartedIsNoticed() throws Exception {
        String[] serve = {"serve", "--http-port", "0", "--raw-port", "0", "--listener-port", "0"};
        CommandLineProcess service = CommandLineProcess.start(directory, serve);
        try {
            String raw = service.awaitLine("tcp://").split("\\s+")[1];
            serve[4] = raw.substring(raw.lastIndexOf(':') + 1);
            plan("cells: [raw-long]\ntarget: {raw: {url: '" + raw + "'}}\n"
                    + "load: [{kind: open, ratePerSecond: 100, connections: 4}]\n"
                    + "phases: {warmUpSeconds: 0.2, measurementSeconds: 8, timeoutSeconds: 20}\n");
            try (CommandLineProcess run = run()) {
                run.awaitLine("1 blocks");
                command("sleep", "1");
                service.close();
                service.awaitExit();
                service = CommandLineProcess.start(directory, serve);
                RunFolder folder = end(run);
                RunRecord record = folder.read();
                assertThat(record.verdict().reasons()).noneMatch(reason -> reason.contains("restart"));
                assertThat(Files.readString(folder.path().resolve("summary.md")))
                        .contains("The target was restarted: another process than before was listening at the end of 1"
                                + " of 1 blocks of raw-long under open-100");
                Counts counts = record.cells().get(0).counts();
                assertThat(counts.intended()).isEqualTo(800);
                assertThat(counts.failures()).isPositive();
            }
        } finally {
            service.close();
        }
    }

    /**
     * Each answer takes 300 ms, so 2,000 messages/s would need 600 connections. There are files for fewer, and they are
     * all taken when the measurement starts.
     */
    @Test
    void aGeneratorWithoutFileDescriptorsSaysSo() throws Exception {
        plan("cells: [raw-short]\nscript: {service: {kind: constant, ms: 300}}\n"
                + "load: [{kind: open, ratePerSecond: 2000, connections: 400}]\n"
                + "phases: {warmUpSeconds: 0.2, measurementSeconds: 1}\n");
        try (CommandLineProcess run = CommandLineProcess.start(FEW_FILES, directory, "run", "plan.yaml")) {
            RunFolder folder = end(run);
            assertThat(folder.read().verdict().reasons())
                    .anyMatch(reason -> reason.startsWith(
                            "ports and files: in raw-short.open-2000.nio the generator's machine had no port or file"));
        }
    }

    @Test
    void connectionsThatAreToBeKeptAndForWhichThereAreNoFileDescriptorsAreRefused() throws Exception {
        plan("cells: [raw-long]\nload: [{kind: open, ratePerSecond: 1000, connections: 400}]\n"
                + "phases: {warmUpSeconds: 0, measurementSeconds: 1}\n");
        try (CommandLineProcess run = CommandLineProcess.start(FEW_FILES, directory, "run", "plan.yaml")) {
            assertThat(run.remainingLines())
                    .singleElement()
                    .asString()
                    .startsWith("wirebench: preflight of raw-long: this machine has no port or file descriptor left");
            assertThat(run.awaitExit()).isEqualTo(ExitCode.BAD_PLAN_OR_USAGE);
        }
    }
}
