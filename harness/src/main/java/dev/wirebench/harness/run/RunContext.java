package dev.wirebench.harness.run;

import dev.wirebench.harness.monitor.Environment;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where and when the runs of a session begin. Immutable.
 *
 * @param parent of runs that belong together; empty where each lies in {@code results} itself
 * @param environment the machine's fingerprint
 */
public record RunContext(Path results, Optional<Path> parent, Instant startedAt, Map<String, String> environment) {

    public static RunContext in(Path results) {
        return new RunContext(results, Optional.empty(), Instant.now(), Environment.read());
    }

    /** With a folder for runs that belong together. */
    RunContext withParent(Plan plan) throws IOException {
        return new RunContext(
                results, Optional.of(RunFolder.createParent(results, plan, startedAt)), startedAt, environment);
    }

    /** Makes a run's folder. @param name in the parent, or what follows the plan's name where there is none */
    Recording record(Plan plan, String name) throws IOException {
        RunFolder folder = parent.isPresent()
                ? RunFolder.createIn(parent.get(), name, plan, startedAt, environment)
                : RunFolder.create(results, plan, name, startedAt, environment);
        return new Recording(folder, plan, startedAt, new TreeMap<>(environment));
    }
}
