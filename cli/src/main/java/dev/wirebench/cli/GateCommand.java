package dev.wirebench.cli;

import dev.wirebench.gates.Baselines;
import dev.wirebench.gates.GateMeasurement;
import dev.wirebench.gates.GateOutcome;
import dev.wirebench.gates.SlotLength;
import dev.wirebench.gates.judge.GateJudge;
import dev.wirebench.gates.judge.Reference;
import dev.wirebench.harness.monitor.Environment;
import dev.wirebench.harness.progress.ConsoleProgress;
import dev.wirebench.harness.progress.Progress;
import dev.wirebench.harness.run.RunOutput;
import dev.wirebench.harness.run.Session;
import dev.wirebench.lab.anatomy.AnatomyCapture;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.PlanFile;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunLink;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.text.PlanException;
import dev.wirebench.report.export.OutputKind;
import dev.wirebench.report.export.ResultDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wirebench gate}: measures until the rules of a plan are decided, or judges a run by them. */
@Command(
        name = "gate",
        description = {
            "Measures a plan in pairs of slots until every gate is decided, or judges an existing run.",
            "Exit code: 0 all passed, 1 one failed, 3 not VALID and so not judged, 5 inconclusive."
        },
        mixinStandardHelpOptions = true)
final class GateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PLAN|RUN", description = "A plan to measure, or a run's folder.")
    private Path subject;

    @Option(
            names = "--baseline",
            paramLabel = "RUN",
            description = "Compare with this run instead of the plan's baseline (default: the one that 'baseline save'"
                    + " has kept of the plan).")
    private Path baseline;

    @Option(names = "--despite-differences", description = "Compare with a run even if its machine or plan differs.")
    private boolean isDespiteDifferences;

    @Option(
            names = "--gate",
            paramLabel = "RULE",
            description = "Judge by this rule instead of the plan's; repeatable.")
    private List<String> rules = List.of();

    @Option(
            names = "--out",
            paramLabel = "KIND=PATH",
            completionCandidates = OutputKinds.class,
            description = "Write the outcome for a CI system: ${COMPLETION-CANDIDATES}. - is standard output;"
                    + " repeatable. junit and markdown are always in the run's folder.")
    private Map<OutputKind, Path> outputs = new LinkedHashMap<>();

    @Mixin
    private ResultsOption results;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws IOException {
        if (json.isGiven() && outputs.containsValue(GateOutcome.STANDARD_OUTPUT)) {
            throw new PlanException("--out KIND=- and --json both want standard output; name a file in --out");
        }
        return Files.isDirectory(subject) ? judge() : measure();
    }

    private int judge() throws IOException {
        RunFolder run = Baselines.open(subject);
        RunRecord record = run.read();
        Plan plan = gated(record.plan());
        boolean hasOwn = baseline == null
                && (record.link(RunLink.BASELINE).isPresent()
                        || record.link(RunLink.STORED_BASELINE).isPresent());
        Optional<RunFolder> stored = hasOwn ? Optional.empty() : stored(plan, record.environment());
        warn(plan);
        return conclude(run.path(), GateOutcome.of(run, plan, reference(stored)));
    }

    private int measure() throws IOException {
        Plan read = gated(PlanFile.read(subject));
        SlotLength.check(read, rules.isEmpty() ? Optional.of(subject) : Optional.empty());
        boolean hasOwn = read.baseline() != null && baseline == null;
        Plan plan = hasOwn ? read : read.withoutBaseline();
        Optional<RunFolder> stored = hasOwn ? Optional.empty() : stored(plan, Environment.read());
        warn(plan);
        Optional<Reference> reference = reference(stored);
        Progress progress = ConsoleProgress.of(System.err);
        try (Session session = Session.open(plan, results.writable(), progress, AnatomyCapture::ofRun)) {
            GateMeasurement.measure(session, subject, reference);
            Session.Finished finished = session.finish();
            GateOutcome judgement = GateOutcome.of(finished.runs().get(0), plan, reference);
            RunOutput.print(finished, judgement.comparison(), json.text());
            return conclude(finished.folder(), judgement);
        }
    }

    private static void warn(Plan plan) {
        new GateJudge(plan).warning().ifPresent(System.err::println);
    }

    private static Optional<Reference> reference(Optional<RunFolder> stored) throws IOException {
        return stored.isPresent() ? Optional.of(GateOutcome.stored(stored.get())) : Optional.empty();
    }

    private Optional<RunFolder> stored(Plan plan, Map<String, String> environment) throws IOException {
        Baselines baselines = new Baselines(results.path());
        return baselines.find(plan, environment, Optional.ofNullable(baseline), isDespiteDifferences, System.err);
    }

    private int conclude(Path folder, GateOutcome judgement) throws IOException {
        judgement.print(json.text());
        judgement.write(outputs, json.text());
        int exitCode = exitCode(judgement.report());
        json.print(new ResultDocument("gate", exitCode)
                .withRuns(judgement.comparison(), List.of(folder))
                .withPage(folder.resolve("index.html"))
                .withGates(judgement.report()));
        return exitCode;
    }

    private static int exitCode(GateReport report) {
        return report.outcome()
                .map(outcome -> switch (outcome) {
                    case PASS -> ExitCode.PASSED;
                    case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
                    case FAIL -> ExitCode.FAILED;
                })
                .orElse(ExitCode.NOT_VALID);
    }

    private Plan gated(Plan plan) {
        Plan gated = plan;
        try {
            gated = rules.isEmpty()
                    ? plan
                    : plan.withGates(rules.stream().map(Gate::of).toList());
        } catch (IllegalArgumentException e) {
            throw new PlanException("--gate: " + e.getMessage());
        }
        if (gated.gates().isEmpty()) {
            throw new PlanException(subject + ": there are no gates; add some to the plan (gates:), or use --gate");
        }
        return gated;
    }

    /** As they are named on the command line. */
    static final class OutputKinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(OutputKind.values()).map(OutputKind::label).iterator();
        }
    }
}
