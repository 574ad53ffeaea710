package dev.wirebench.benchmark.peer;

import dev.wirebench.benchmark.TargetServer;
import dev.wirebench.benchmark.process.ChildProcesses;
import dev.wirebench.benchmark.process.CompletedProcess;
import dev.wirebench.benchmark.tool.LoadTool;
import dev.wirebench.benchmark.tool.ToolOutput;
import dev.wirebench.lab.truth.CellGrade;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs one tool on one schedule after the other, each with a target of its own. Confined to one thread. */
final class PeerTrial {

    /** Time for the tool to start and to report. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    /**
     * From the target's start to the tool's; chosen so that no run of whole periods of T3 and T4 begins or ends in a stall,
     * which occupies the end of every 10 s.
     */
    private static final double WARM_UP_SECONDS = 3;

    private static final int WARM_UP_CONNECTIONS = 32;

    /** Three letters or more, which excludes units. */
    private static final Pattern WORD = Pattern.compile("\\p{L}{3,}");

    private final LoadTool tool;
    private final String version;
    private final ChildProcesses children;
    private final Path directory;
    private final List<ScheduleGrade> grades = new ArrayList<>();
    private final Map<TruthQuestion, CompletedProcess> processes = new HashMap<>();
    private Optional<SuspensionResult> suspension = Optional.empty();

    /** @param directory receives the tool's output */
    PeerTrial(LoadTool tool, String version, ChildProcesses children, Path directory) {
        this.tool = tool;
        this.version = version;
        this.children = children;
        this.directory = directory;
    }

    String tool() {
        return tool.name();
    }

    void run(TruthQuestion question) throws IOException, InterruptedException {
        if (!question.isSupported()) {
            grades.add(new ScheduleGrade(question.schedule(), "", OptionalDouble.empty(), List.of(), "cannot"));
            return;
        }
        CompletedProcess process = run(question, question.schedule(), CompletedProcess.Disturbance.NONE);
        processes.put(question, process);
        ToolOutput output = tool.parse(process.out());
        List<PrintedPercentile> percentiles = CellGrade.PERCENTILES.stream()
                .filter(output.msByPercentile()::containsKey)
                .map(percentile -> PrintedPercentile.of(
                        question, percentile, output.msByPercentile().get(percentile)))
                .toList();
        grades.add(new ScheduleGrade(
                question.schedule(),
                question.describe(tool),
                output.perSecond(),
                percentiles,
                percentiles.isEmpty() ? "printed none, " + process.status() : ""));
    }

    /** Repeats a schedule with the tool suspended: does it print any word that it did not print before? */
    void runSuspended(TruthQuestion question) throws IOException, InterruptedException {
        CompletedProcess undisturbed = processes.get(question);
        CompletedProcess suspended = run(question, "T10", Suspension.during(question, ""));
        Set<String> known = words(undisturbed.out() + undisturbed.err());
        Optional<String> remark = (suspended.out() + "\n" + suspended.err())
                .lines()
                .filter(line -> !known.containsAll(words(line)))
                .map(String::strip)
                .findFirst();
        boolean isNoticed = remark.isPresent() || suspended.exitCode() != undisturbed.exitCode();
        String evidence = "exit code " + suspended.exitCode()
                + remark.map(line -> ": " + line).orElse("");
        suspension = Optional.of(new SuspensionResult(isNoticed, evidence));
    }

    private CompletedProcess run(TruthQuestion question, String name, CompletedProcess.Disturbance disturbance)
            throws IOException, InterruptedException {
        List<String> script = List.of("--script", question.file().toString());
        try (TargetServer target = TargetServer.start(children, List.of(), script)) {
            warmUp(question, target);
            Duration timeout = Duration.ofSeconds(question.seconds() + 2 * question.timeoutSeconds())
                    .plus(GRACE);
            return CompletedProcess.run(
                    children,
                    tool.command(question.toolLoad(target.bytes(), tool)),
                    directory.resolve(name + "-" + tool.name()),
                    timeout,
                    disturbance);
        }
    }

    /** The target's JVM is slow until its code is compiled, which must not count against the tool. */
    private static void warmUp(TruthQuestion question, TargetServer target) {
        Load load = new Load.Closed(Math.min(question.load().connections(), WARM_UP_CONNECTIONS));
        CellKey key = new CellKey(Cell.parse("http-long"), load, Instrument.NIO);
        BlockSpec spec = BlockSpec.of(
                question.plan(), target.echo(), key, question.plan().seed());
        Phases phases = new Phases(0, WARM_UP_SECONDS, question.plan().phases().timeoutSeconds(), null);
        new LoadGenerator(Clock.SYSTEM).run(spec.with(load, phases), LoadGenerator.Observer.NONE);
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    ToolGrades grades() {
        return new ToolGrades(tool.name(), version, tool.loadModel(), grades, "", suspension);
    }
}
