package dev.wirebench.harness;

import dev.wirebench.model.Plan;
import dev.wirebench.model.PlanFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

    @Option(
            names = "--results",
            paramLabel = "DIR",
            defaultValue = "results",
            description = "Where the run's folder is made (default: ${DEFAULT-VALUE}).")
    private Path results;

    @Override
    public Integer call() throws IOException {
        Plan plan = PlanFile.read(planFile == null ? Wirebench.home().resolve(DEFAULT_PLAN) : planFile);
        try (Experiment experiment = Experiment.open(plan.withoutBaseline(), results, ConsoleProgress.of(System.err))) {
            experiment.runBlocks();
            Experiment.Finished finished = experiment.finish();
            Outro.print(finished, System.out);
            return finished.verdict().isValid() ? ExitCode.PASSED : ExitCode.NOT_VALID;
        }
    }
}
