package dev.wirebench.cli;

import dev.wirebench.harness.progress.ConsoleProgress;
import dev.wirebench.harness.progress.Progress;
import dev.wirebench.harness.run.MeasurementLoop;
import dev.wirebench.harness.run.RunOutput;
import dev.wirebench.harness.run.Session;
import dev.wirebench.harness.systems.Home;
import dev.wirebench.lab.anatomy.AnatomyCapture;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.PlanFile;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.SystemRecord;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.text.PlanException;
import dev.wirebench.report.export.ResultDocument;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wirebench run}: measures a plan with the NIO generator. */
@Command(
        name = "run",
        description = "Measures a plan and writes its results, including a page.",
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {

    public static final String DEFAULT_PLAN = "plans/comparison.yaml";

    @Parameters(
            arity = "0..1",
            paramLabel = "PLAN",
            description = "The plan, a YAML file (default: " + DEFAULT_PLAN + " of Wirebench itself).")
    private Path planFile;

    @Mixin
    private ResultsOption results;

    @Mixin
    private JsonOption json;

    @Option(
            names = "--target",
            split = ",",
            paramLabel = "SYSTEM",
            description = "Systems to measure instead of the plan's targets, from wirebench systems; "
                    + Plan.EMBEDDED_SYSTEM + " is Wirebench's own.")
    private List<String> systems = List.of();

    @Option(
            names = "--allow-failures",
            description = "Exit with 0 even if no message of some series got a good answer (otherwise "
                    + ExitCode.NOTHING_ANSWERED + ").")
    private boolean isFailureAllowed;

    @Override
    public Integer call() throws IOException {
        Plan plan = plan();
        Progress progress = ConsoleProgress.of(System.err);
        try (Session session = Session.open(plan, results.writable(), progress, AnatomyCapture::ofRun)) {
            session.warmUp();
            session.measure(MeasurementLoop.of(plan));
            Session.Finished finished = session.finish();
            Comparison comparison = finished.report();
            RunOutput.print(finished, comparison, json.text());
            List<String> silent = unanswered(comparison);
            if (!silent.isEmpty()) {
                json.text().println("failed  not one message got a good answer in " + String.join(", ", silent));
            }
            int exitCode = exitCode(finished.verdict(), !silent.isEmpty());
            json.print(new ResultDocument("run", exitCode)
                    .withRuns(
                            comparison,
                            finished.runs().stream().map(RunFolder::path).toList())
                    .withPage(finished.folder().resolve("index.html")));
            return exitCode;
        }
    }

    /** The series, by run, in which not one message got a good answer. */
    private static List<String> unanswered(Comparison comparison) {
        List<String> silent = new ArrayList<>();
        for (Run run : comparison.runs()) {
            SystemRecord system = run.record().system();
            run.series().stream()
                    .filter(Series::isUnanswered)
                    .forEach(series -> silent.add((system == null ? "" : system.name() + " ")
                            + series.record().key()));
        }
        return silent;
    }

    private int exitCode(Verdict verdict, boolean isSilent) {
        if (!verdict.isValid()) {
            return ExitCode.NOT_VALID;
        }
        return isSilent && !isFailureAllowed ? ExitCode.NOTHING_ANSWERED : ExitCode.PASSED;
    }

    private Plan plan() {
        Plan plan = PlanFile.read(planFile == null ? Home.path().resolve(DEFAULT_PLAN) : planFile)
                .withoutBaseline();
        if (systems.isEmpty()) {
            return plan;
        }
        try {
            return plan.withGates(List.of()).withSystems(systems);
        } catch (IllegalArgumentException e) {
            throw new PlanException("--target: " + e.getMessage());
        }
    }
}
