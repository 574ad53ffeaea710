package dev.wirebench.benchmark.peer;

import dev.wirebench.benchmark.BenchmarkMain;
import dev.wirebench.benchmark.process.ChildProcesses;
import dev.wirebench.benchmark.tool.LoadTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Grades other tools by the truth test, beside Wirebench. Started by {@code benchmarks/peers}. */
@Command(
        name = "peers",
        description =
                "Has other tools measure scripted targets whose percentiles are known, and grades what they print.",
        mixinStandardHelpOptions = true)
public final class Peers implements Callable<Integer> {

    private static final List<String> SCHEDULES = List.of("T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9");
    private static final List<String> TOOLS = List.of("wrk", "hey", "ab", "autocannon");

    /** The schedule during which tools are suspended, as T10. */
    private static final String SUSPENDED = "T1";

    private final Path home = BenchmarkMain.home();
    private final Path output = BenchmarkMain.output().resolve("peers");
    private final ChildProcesses children = new ChildProcesses();
    private final WirebenchTrial own = new WirebenchTrial(children, home, output);

    @Option(names = "--quick", description = "Use the short forms of the schedules, in plans/truth/quick.")
    private boolean isQuick;

    @Option(names = "--only", split = ",", paramLabel = "SCHEDULE", description = "Schedules, T1 to T9 (default: all).")
    private List<String> only = SCHEDULES;

    @Option(names = "--tools", split = ",", paramLabel = "TOOL", description = "Tools: wrk, hey, ab, autocannon.")
    private List<String> tools = TOOLS;

    @Option(
            names = "--truth",
            paramLabel = "FOLDER",
            description = "Folder of wirebench truth for Wirebench's own row. Default: the newest results/*-truth with"
                    + " these schedules; if there is none, wirebench truth is run.")
    private Optional<Path> truth = Optional.empty();

    public static void main(String[] args) {
        BenchmarkMain.run(new Peers(), args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Instant startedAt = Instant.now();
        Files.createDirectories(output);
        Path plans = home.resolve(isQuick ? "plans/truth/quick" : "plans/truth");
        List<TruthQuestion> questions = only.stream()
                .map(schedule -> TruthQuestion.read(plans, schedule))
                .toList();
        List<String> missing = new ArrayList<>();
        List<PeerTrial> trials = trials(missing);
        WirebenchTruth ownTruth = ownTruth(questions);
        for (TruthQuestion question : questions) {
            for (PeerTrial trial : trials) {
                System.err.println(question.schedule() + " " + trial.tool());
                trial.run(question);
            }
        }
        List<ToolGrades> rows = new ArrayList<>();
        rows.add(ownRow(ownTruth, suspend(questions, trials)));
        trials.forEach(trial -> rows.add(trial.grades()));
        PeersTable table = new PeersTable(only, rows, notes(ownTruth, missing));
        Files.writeString(BenchmarkMain.output().resolve("peers.json"), PeersData.of(table, startedAt));
        System.out.print(table.toMarkdown());
        return 0;
    }

    private List<PeerTrial> trials(List<String> missing) {
        if (!TOOLS.containsAll(tools)) {
            throw new IllegalArgumentException("--tools has " + tools + ", allowed are " + TOOLS);
        }
        List<PeerTrial> trials = new ArrayList<>();
        for (LoadTool tool : LoadTool.all(BenchmarkMain.output())) {
            if (tools.contains(tool.name())) {
                tool.version()
                        .ifPresentOrElse(
                                version -> trials.add(new PeerTrial(tool, version, children, output)),
                                () -> missing.add(tool.name()));
            }
        }
        return trials;
    }

    private WirebenchTruth ownTruth(List<TruthQuestion> questions) throws IOException, InterruptedException {
        if (truth.isPresent()) {
            return WirebenchTruth.read(truth.get(), questions);
        }
        Path results = home.resolve("results");
        Optional<WirebenchTruth> newest = WirebenchTruth.newest(results, questions);
        if (newest.isEmpty()) {
            System.err.println("wirebench truth, because results/ has none with these schedules");
            own.measureTruth(results, isQuick, only);
            newest = WirebenchTruth.newest(results, questions);
        }
        return newest.orElseThrow(() -> new IOException("wirebench truth failed, see " + output));
    }

    /** Suspends every tool in the middle of its measurement, Wirebench last. */
    private Optional<SuspensionResult> suspend(List<TruthQuestion> questions, List<PeerTrial> trials)
            throws IOException, InterruptedException {
        for (TruthQuestion question : questions) {
            if (question.schedule().equals(SUSPENDED)) {
                for (PeerTrial trial : trials) {
                    System.err.println("T10 " + trial.tool());
                    trial.runSuspended(question);
                }
                System.err.println("T10 wirebench");
                return Optional.of(own.runSuspended(question));
            }
        }
        return Optional.empty();
    }

    private static ToolGrades ownRow(WirebenchTruth own, Optional<SuspensionResult> suspension) {
        return new ToolGrades(
                "Wirebench",
                "",
                "as planned",
                own.grades(),
                own.rightByReplay() + " of " + own.countByReplay() + " by the target's log",
                suspension);
    }

    private List<String> notes(WirebenchTruth own, List<String> missing) {
        List<String> notes = new ArrayList<>();
        notes.add("n/m: m of p50, p90, p95, p99, p99.9 and the maximum were printed, and n are within 0.25 ms or 1 % of"
                + " the plan's closed form, from the intended send. Percentiles that a tool does not print are not"
                + " counted. For a message that is never answered (T9: p99.9, maximum), anything from the time-out up is"
                + " right.");
        notes.add("Closed loop: the tool has no rate option, so it measures something else. It gets as many connections"
                + " as produce about the plan's rate at the script's service time, and is graded nevertheless, because"
                + " its output is what a user reads.");
        notes.add("The others divide the plan's rate among the plan's connections. If these send at the same time, a"
                + " target that serves one message at a time sees bursts.");
        notes.add("ab and autocannon print whole milliseconds, hey tenths.");
        notes.add("cannot: none of the tools supports random arrivals.");
        notes.add("T5, T6 and T7 are random: by the formula, a run of this length may be wrong by chance.");
        notes.add("Wirebench: http-long of " + home.relativize(own.folder().toAbsolutePath())
                + ". The target's log has the time at which it released each answer, which allows for chance and for a"
                + " machine that stalls."
                + own.verdictOfT1()
                        .map(verdict -> " T1, without the suspension, was " + verdict + ".")
                        .orElse(""));
        if (!missing.isEmpty()) {
            notes.add("Not installed: " + String.join(", ", missing) + ".");
        }
        return notes;
    }
}
