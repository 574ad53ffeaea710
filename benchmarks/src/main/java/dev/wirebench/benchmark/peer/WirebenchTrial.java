package dev.wirebench.benchmark.peer;

import dev.wirebench.benchmark.process.ChildProcesses;
import dev.wirebench.benchmark.process.CompletedProcess;
import dev.wirebench.cli.Wirebench;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Wirebench's own command line, run like any other tool. Immutable. */
record WirebenchTrial(ChildProcesses children, Path home, Path directory) {

    private static final Duration TRUTH_TIMEOUT = Duration.ofMinutes(30);
    private static final Duration RUN_TIMEOUT = Duration.ofMinutes(5);

    /** Printed by {@code wirebench run} after warm-up and calibration. */
    private static final String BLOCKS_BEGIN = " blocks of ";

    private static final Pattern RECORD = Pattern.compile("^record  (.*)/record\\.json$", Pattern.MULTILINE);
    private static final int NOT_VALID = 3;

    /** Runs {@code wirebench truth}; its folder is then the newest in {@code results}. */
    void measureTruth(Path results, boolean isQuick, List<String> schedules) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(
                List.of("truth", "--only", String.join(",", schedules), "--results", results.toString()));
        if (isQuick) {
            arguments.add("--quick");
        }
        run(arguments, "truth-wirebench", TRUTH_TIMEOUT, CompletedProcess.Disturbance.NONE);
    }

    /** Runs a plan with {@code wirebench run}, suspended in the middle of the first block. */
    SuspensionResult runSuspended(TruthQuestion question) throws IOException, InterruptedException {
        Path runs = directory.resolve("runs");
        List<String> arguments = List.of("run", question.file().toString(), "--results", runs.toString());
        CompletedProcess process =
                run(arguments, "T10-wirebench", RUN_TIMEOUT, Suspension.during(question, BLOCKS_BEGIN));
        String exitCode = "exit code " + process.exitCode() + ", ";
        Matcher record = RECORD.matcher(process.out());
        if (!record.find()) {
            return new SuspensionResult(false, exitCode + "and no record");
        }
        Verdict verdict = RunFolder.open(Path.of(record.group(1))).read().verdict();
        return new SuspensionResult(
                process.exitCode() == NOT_VALID,
                exitCode + verdict.validity() + (verdict.isValid() ? "" : ": " + String.join("; ", verdict.reasons())));
    }

    private CompletedProcess run(
            List<String> arguments, String name, Duration timeout, CompletedProcess.Disturbance disturbance)
            throws IOException, InterruptedException {
        List<String> command = ChildProcesses.java(Wirebench.class, List.of("-Dwirebench.home=" + home), arguments);
        return CompletedProcess.run(children, command, directory.resolve(name), timeout, disturbance);
    }
}
