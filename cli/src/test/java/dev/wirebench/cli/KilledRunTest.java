package dev.wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.ScriptLog;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that get a signal, wherever they are. */
@Tag("slow")
@Timeout(600)
class KilledRunTest {

    private static final String LOAD = "cells: [raw-long]\nload: [{kind: open, ratePerSecond: 200, connections: 4}]\n";

    private static final boolean IS_NIGHTLY = Boolean.getBoolean("wirebench.nightly");

    @TempDir
    private Path directory;

    private CommandLineProcess run(String plan) throws IOException {
        Files.writeString(directory.resolve("plan.yaml"), "name: killed\n" + LOAD + plan);
        return CommandLineProcess.startBriefly(directory, "run", "plan.yaml");
    }

    private List<Path> runs() throws IOException {
        if (!Files.exists(directory.resolve("results"))) {
            return List.of();
        }
        try (Stream<Path> runs = Files.list(directory.resolve("results"))) {
            return runs.toList();
        }
    }

    private static void command(String... words) throws Exception {
        Process process = new ProcessBuilder(words).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private static void signal(ProcessHandle process, String name) throws Exception {
        command("kill", "-" + name, Long.toString(process.pid()));
    }

    private static void pause(int ms) throws Exception {
        command("sleep", Double.toString(ms / 1e3));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** Waits for a file of the run's folder that holds the text. */
    private Path awaitFile(String name, String text) throws Exception {
        for (int i = 0; i < 1_200; i++) {
            for (Path run : runs()) {
                Path file = run.resolve(name);
                if (Files.exists(file) && content(file).contains(text)) {
                    return run;
                }
            }
            pause(50);
        }
        throw new IllegalStateException("no " + name + " with " + text);
    }

    /** It may be gone again by then. */
    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    /** @return how many messages of it were answered */
    private static long assertRecordAndLogsAgree(Path run) throws IOException {
        RunFolder folder = RunFolder.open(run);
        RunRecord record = folder.read();
        assertThat(record.verdict().validity()).isEqualTo(Verdict.Validity.PARTIAL);
        long answered = 0;
        for (CellRecord cell : record.cells()) {
            answered += cell.counts().answered();
            assertThat(folder.total(cell.key(), Measure.RESPONSE).getTotalCount())
                    .isEqualTo(cell.counts().answered());
            assertThat(folder.total(cell.key(), Measure.SERVICE).getTotalCount())
                    .isEqualTo(cell.counts().answered());
        }
        for (Series series : Comparison.of(List.of(folder)).runs().get(0).series()) {
            assertThat(series.record().blocks()).isNotEmpty();
        }
        return answered;
    }

    @Test
    void whatARunningBlockHasRecordedIsKept() throws Exception {
        try (CommandLineProcess run =
                run("phases: {warmUpSeconds: 0, measurementSeconds: 120, timeoutSeconds: 30}\n")) {
            Path folder = awaitFile("running.json", "\"answered\"");
            long before = assertRecordAndLogsAgree(folder);
            while (assertRecordAndLogsAgree(folder) < before + 200) {
                assertThat(run.handle().isAlive()).isTrue();
            }
            signal(run.handle(), "KILL");
            run.awaitExit();
            assertThat(assertRecordAndLogsAgree(folder)).isGreaterThanOrEqualTo(before + 200);
            assertThat(RunFolder.open(folder).read().verdict().reasons())
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith("the last block of raw-long.open-200.nio is kept up to ");
        }
    }

    /** Nightly as often as once showed that the logs were a block ahead in five. */
    @Tag("nightly")
    @Test
    void aRunThatIsKilledAnywhereCanBeRead() throws Exception {
        Random random = new Random(21);
        for (int i = 0; i < (IS_NIGHTLY ? 55 : 5); i++) {
            try (CommandLineProcess run = run("blocks: 1000\nphases: {warmUpSeconds: 0, measurementSeconds: 0.05}\n")) {
                run.awaitLine("1000 blocks");
                Path folder = awaitFile("blocks.jsonl", "}\n");
                pause(1 + random.nextInt(200));
                signal(run.handle(), "KILL");
                run.awaitExit();
                assertThat(assertRecordAndLogsAgree(folder)).isPositive();
                delete(folder);
            }
        }
    }

    /** By the target's own log: from the first message that is not kept to the last one that it received. */
    @Tag("nightly")
    @Test
    @EnabledIfSystemProperty(named = "wirebench.nightly", matches = "true", disabledReason = "asks for an idle machine")
    void aKillCostsASecondAtMost() throws Exception {
        Random random = new Random(22);
        for (int i = 0; i < 10; i++) {
            try (CommandLineProcess run = run("script: {service: {kind: constant, ms: 0.1}}\n"
                    + "phases: {warmUpSeconds: 0, measurementSeconds: 1800}\n")) {
                Path folder = awaitFile("running.json", "\"answered\"");
                pause(1 + random.nextInt(3_000));
                ProcessHandle target = run.handle().children().findFirst().orElseThrow();
                signal(run.handle(), "KILL");
                run.awaitExit();
                target.onExit().get(60, TimeUnit.SECONDS);
                long kept = assertRecordAndLogsAgree(folder);
                List<ScriptLog.Row> rows = ScriptLog.read(folder.resolve(ScriptLog.FILE));
                List<Long> block = new ArrayList<>();
                for (ScriptLog.Row row : rows) {
                    if (row.sequence() == 0) {
                        block.clear();
                    }
                    block.add(row.receivedNs());
                }
                assertThat(kept).isLessThanOrEqualTo(block.size());
                long lostNs = kept == block.size() ? 0 : block.get(block.size() - 1) - block.get((int) kept);
                System.out.println("kept " + kept + " of " + block.size() + ", lost " + lostNs / 1_000_000 + " ms");
                assertThat(lostNs).isLessThan(1_000_000_000);
                delete(folder);
            }
        }
    }

    @Test
    void aSignalWhileARunIsPreparedLeavesNothing() throws Exception {
        for (String signal : List.of("INT", "TERM")) {
            try (CommandLineProcess run = run("phases: {warmUpSeconds: 0, measurementSeconds: 60}\n")) {
                awaitFile("record.json", "PARTIAL");
                signal(run.handle(), signal);
                assertThat(run.awaitExit()).isEqualTo(ExitCode.INTERRUPTED);
                assertThat(runs()).isEmpty();
            }
        }
    }

    /** The first waits for the targets to end, which they cannot here for five seconds. */
    @Test
    void aSecondSignalEndsTheProcessAtOnce() throws Exception {
        try (CommandLineProcess run = run("phases: {warmUpSeconds: 0, measurementSeconds: 60}\n")) {
            Path folder = awaitFile("running.json", "\"answered\"");
            ProcessHandle target = run.handle().children().findFirst().orElseThrow();
            try {
                signal(target, "STOP");
                while (run.handle().isAlive()) {
                    signal(run.handle(), "INT");
                }
                assertThat(run.awaitExit()).isEqualTo(ExitCode.INTERRUPTED);
                assertThat(RunFolder.open(folder).read().verdict().reasons()).startsWith("the run has not ended");
            } finally {
                target.destroyForcibly();
            }
        }
    }
}
