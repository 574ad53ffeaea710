package dev.wirebench.cli;

import dev.wirebench.harness.monitor.Environment;
import dev.wirebench.harness.run.Preflight;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.PlanFile;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.targets.TargetOptions;
import dev.wirebench.targets.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The archive of loaded classes (class data sharing) that the {@code wirebench} script gives a JVM to start from: its
 * {@link #main} is the run that it is made of. See
 * docs/decisions/0005-start-up.md.
 */
final class ClassArchive {

    private ClassArchive() {}

    /**
     * Does in one JVM what a run does in two until its first figure.
     *
     * @param args the plan
     */
    public static void main(String[] args) throws IOException {
        Wirebench.commandLine().parseArgs("run", args[0]);
        Plan plan = PlanFile.read(Path.of(args[0]));
        Path results = Files.createTempDirectory("wirebench");
        RunFolder folder = RunFolder.create(results, plan, Instant.now(), Environment.read());
        try (Targets targets = Targets.start(TargetOptions.DEFAULTS)) {
            new Preflight(plan, targets.endpoints().toTarget(), true, new LoadGenerator(Clock.SYSTEM)).check();
        } finally {
            folder.discard();
            Files.delete(results);
        }
    }
}
