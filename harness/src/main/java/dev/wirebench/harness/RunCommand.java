package dev.wirebench.harness;

import dev.wirebench.model.Plan;
import dev.wirebench.model.PlanException;
import dev.wirebench.model.PlanFile;
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

    @Override
    public Integer call() throws IOException {
        try (Experiment experiment = Experiment.open(plan(), results.writable(), ConsoleProgress.of(System.err))) {
            experiment.runBlocks();
            Experiment.Finished finished = experiment.finish();
            Outro.print(finished, json.text());
            int exitCode = finished.verdict().isValid() ? ExitCode.PASSED : ExitCode.NOT_VALID;
            json.print(finished.document("run", exitCode));
            return exitCode;
        }
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
