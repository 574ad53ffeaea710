package dev.wirebench.benchmark.peer;

import dev.wirebench.harness.Wirebench;
import dev.wirebench.model.RunFolder;
import dev.wirebench.model.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Wirebench's own command line, run like any other tool. Immutable. */
public record OwnTrial(Children children, Path home, Path folder) {

    private static final Duration TRUTH_LIMIT = Duration.ofMinutes(30);
    private static final Duration RUN_LIMIT = Duration.ofMinutes(5);

    /** Of {@code wirebench run}, when it has warmed up and calibrated. */
    private static final String BLOCKS_BEGIN = " blocks of ";

    private static final Pattern RECORD = Pattern.compile("^record  (.*)/record\\.json$", Pattern.MULTILINE);
    private static final int NOT_VALID = 3;

    /** Runs {@code wirebench truth}; its folder is the newest in {@code results} then. */
    public void measureTruth(Path results, boolean isQuick, List<String> schedules)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("truth"));
        if (isQuick) {
            arguments.add("--quick");
        }
        arguments.addAll(List.of("--only", String.join(",", schedules), "--results", results.toString()));
        run(arguments, "truth-wirebench", TRUTH_LIMIT, Execution.Disturbance.NONE);
    }

    /** Runs a plan with {@code wirebench run}, stopped in the middle of the first block. */
    public Stopped stop(Question question) throws IOException, InterruptedException {
        List<String> arguments = List.of(
                "run",
                question.file().toString(),
                "--results",
                folder.resolve("runs").toString());
        Execution execution = run(arguments, "T10-wirebench", RUN_LIMIT, Stop.during(question, BLOCKS_BEGIN));
        Matcher record = RECORD.matcher(execution.out());
        if (!record.find()) {
            return new Stopped(false, "exit code " + execution.exitCode() + ", and no record");
        }
        Verdict verdict = RunFolder.open(Path.of(record.group(1))).read().verdict();
        return new Stopped(
                execution.exitCode() == NOT_VALID,
                "exit code " + execution.exitCode() + ", " + verdict.validity()
                        + (verdict.isValid() ? "" : ": " + String.join("; ", verdict.reasons())));
    }

    private Execution run(List<String> arguments, String name, Duration limit, Execution.Disturbance disturbance)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Dwirebench.home=" + home, "-cp", System.getProperty("java.class.path")));
        command.add(Wirebench.class.getName());
        command.addAll(arguments);
        return Execution.of(children, command, folder.resolve(name), limit, disturbance);
    }
}
