package dev.wirebench.gates;

import dev.wirebench.harness.monitor.Environment;
import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.GateRule;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.text.PlanException;
import dev.wirebench.model.text.Reason;
import dev.wirebench.model.text.SafeText;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs that later ones are compared with: {@code results/baselines/<plan>/}, to be committed. Immutable. */
public final class Baselines {

    private static final String FOLDER = "baselines";

    private final Path folder;

    /** @param results where run folders lie */
    public Baselines(Path results) {
        folder = results.resolve(FOLDER);
    }

    /** As the command line does without options: the saved run of the plan, if it was measured here and alike. */
    public Optional<RunFolder> find(Plan plan) throws IOException {
        return find(plan, Environment.read(), Optional.empty(), false, System.err);
    }

    /**
     * What a plan's gates compare with, where it is not measured in turn: a run that is named, or the one that was saved.
     *
     * @param environment of the candidate
     * @param isDespiteDifferences whether a run may have been measured on another machine, or by another plan
     * @param out takes what differs without mattering
     * @return nothing where no gate compares with a baseline
     * @throws PlanException if a gate does and there is none, or it was measured otherwise
     */
    public Optional<RunFolder> find(
            Plan plan,
            Map<String, String> environment,
            Optional<Path> named,
            boolean isDespiteDifferences,
            PrintStream out)
            throws IOException {
        Optional<Gate> comparing = plan.gates().stream()
                .filter(gate -> gate.rule() instanceof GateRule.NoWorse)
                .findFirst();
        if (comparing.isEmpty()) {
            return Optional.empty();
        }
        RunFolder run = named.map(Baselines::open)
                .or(() -> saved(plan.name()))
                .orElseThrow(() -> new PlanException("gate '" + comparing.get()
                        + "' needs something to compare with: a 'baseline:' in the plan, --baseline <run>, or a run kept by"
                        + " 'wirebench baseline save'"));
        FingerprintDifference difference = FingerprintDifference.between(
                run.read(),
                RunRecord.builder(plan, Instant.now()).environment(environment).build());
        difference.shown().forEach(line -> out.println(SafeText.line("other than the baseline's: " + line)));
        if (!difference.matters().isEmpty() && !isDespiteDifferences) {
            throw new PlanException(run.path() + " was measured otherwise, so a comparison would be about that too"
                    + " (--despite-differences makes it nevertheless): "
                    + String.join("; ", difference.matters()));
        }
        return Optional.of(run);
    }

    /** @throws PlanException if there is no run, or its record cannot be read */
    public static RunFolder open(Path run) {
        try {
            RunFolder folder = RunFolder.open(run);
            folder.read();
            return folder;
        } catch (IOException e) {
            throw new PlanException(Reason.of(e));
        }
    }

    private Optional<RunFolder> saved(String plan) {
        try {
            return Optional.of(RunFolder.open(folder.resolve(plan)));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Keeps a copy of what was measured, without what can be made from it again. It takes the place of the plan's last one.
     *
     * @throws PlanException if the run is not VALID
     */
    public Path save(RunFolder run) throws IOException {
        RunRecord record = run.read();
        if (!record.verdict().isValid()) {
            throw new PlanException(run.path() + ": only a VALID run can be a baseline, this one is "
                    + record.verdict().validity() + ": "
                    + String.join("; ", record.verdict().reasons()));
        }
        Path saved = folder.resolve(record.plan().name());
        Path fresh = saved.resolveSibling(saved.getFileName() + ".tmp");
        delete(fresh);
        Files.createDirectories(fresh);
        for (Path file : files(run.path())) {
            String name = file.getFileName().toString();
            if (name.equals(RunFolder.RECORD) || name.endsWith(".hlog")) {
                Files.copy(file, fresh.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        delete(saved);
        Files.move(fresh, saved, StandardCopyOption.ATOMIC_MOVE);
        return saved;
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            for (Path file : files(directory)) {
                Files.delete(file);
            }
            Files.delete(directory);
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
