package dev.wirebench.harness;

import dev.wirebench.model.Plan;
import dev.wirebench.model.PlanException;
import dev.wirebench.model.PlanFile;
import dev.wirebench.model.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wirebench run}: measures a plan with the NIO generator. */
@Command(
        name = "run",
        description = "Measures a plan and writes its results, a page among them.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    static final String DEFAULT_PLAN = "plans/comparison.yaml";

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
            description = "Systems as targets instead of the plan's own, see wirebench systems; " + Plan.EMBEDDED_SYSTEM
                    + " is the embedded ones.")
    private List<String> systems = List.of();

    @Option(
            names = "--allow-failures",
            description = "End with 0 even if not one message of a series got a good answer (else "
                    + ExitCode.NOTHING_ANSWERED + ").")
    private boolean isFailureAllowed;

    @Override
    public Integer call() throws IOException {
        try (Experiment experiment = Experiment.open(plan(), results.writable(), ConsoleProgress.of(System.err))) {
            experiment.runBlocks();
            Experiment.Finished finished = experiment.finish();
            Outro.print(finished, json.text());
            List<String> silent = finished.unanswered();
            if (!silent.isEmpty()) {
                json.text().println("failed  not one message got a good answer in " + String.join(", ", silent));
            }
            int exitCode = exitCode(finished.verdict(), !silent.isEmpty());
            json.print(finished.document("run", exitCode));
            return exitCode;
        }
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
