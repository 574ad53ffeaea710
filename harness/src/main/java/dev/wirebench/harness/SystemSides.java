package dev.wirebench.harness;

import dev.wirebench.harness.check.SystemCheck;
import dev.wirebench.harness.process.ProcessMemory;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.Cell;
import dev.wirebench.model.Plan;
import dev.wirebench.model.PlanException;
import dev.wirebench.model.SystemRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sides of an experiment with systems: one for each of them, all started and checked before the first is measured. One
 * that cannot be is left out with the reason in its record, and the others go on. Confined to one thread.
 */
final class SystemSides implements AutoCloseable {

    /** In the environment: cells of the plan that the system does not serve. */
    static final String SKIPPED = "system.skipped";

    /** In the environment: how the target's memory was counted. */
    static final String MEMORY = "target.memory";

    private final Plan plan;
    private final Beginning beginning;
    private final Progress progress;
    private final List<Side> sides = new ArrayList<>();
    private final SystemServices services = new SystemServices();

    SystemSides(Plan plan, Beginning beginning, Progress progress) {
        this.plan = plan;
        this.beginning = beginning;
        this.progress = progress;
    }

    /** Those that have been opened so far. */
    List<Side> sides() {
        return List.copyOf(sides);
    }

    /**
     * Starts and checks them, one after the other.
     *
     * @throws PlanException if a system is unknown or not installed, or none of them can be measured as planned
     * @throws IOException if nothing can be saved, or the only system cannot be started
     */
    void open() throws IOException {
        List<Contender> contenders = Contender.of(plan, progress);
        for (Contender contender : contenders) {
            progress.note("starting " + contender.name());
            Side side = Side.prepare(
                    contender.plan(),
                    beginning,
                    plan.systems().size() > 1 ? contender.name() : "",
                    new LoadGenerator(Clock.SYSTEM));
            sides.add(side);
            if (!contender.skipped().isEmpty()) {
                side.recording().note(SKIPPED, names(contender.skipped()));
            }
            try {
                start(side, contender);
                check(side, contender);
            } catch (PlanException | IOException e) {
                if (contenders.size() == 1) {
                    throw e;
                }
                refuse(side, e.getMessage());
            }
        }
        if (sides.stream().allMatch(side -> side.stopReason().isPresent())) {
            throw new PlanException(sides.stream()
                    .map(side -> side.stopReason().orElseThrow())
                    .collect(Collectors.joining("; ", "none of the systems can be measured: ", "")));
        }
    }

    private static String names(List<Cell> cells) {
        return cells.stream().map(Cell::name).collect(Collectors.joining(", "));
    }

    private void refuse(Side side, String reason) {
        side.stop(reason);
        side.close();
        progress.note("without " + side.name() + ": " + reason);
    }

    private void start(Side side, Contender contender) throws IOException {
        side.start(own -> services.start(contender, own.folder().path()), side::stop);
        side.recording()
                .note(
                        MEMORY,
                        ProcessMemory.of(side.service().processes()).kind().label());
    }

    private void check(Side side, Contender contender) {
        progress.note("checking " + contender.name());
        SystemCheck check = SystemServices.ask(contender, side.service());
        side.recording().checked(contender.record(check));
        for (SystemRecord.Check each : check.checks()) {
            if (each.result() != SystemRecord.Result.PASSED || !each.detail().isEmpty()) {
                progress.note("  " + each.protocol().label() + " " + each.what() + ": "
                        + each.result().label() + ", " + each.detail());
            }
        }
        check.refusal().ifPresent(failed -> {
            throw new PlanException("preflight of " + contender.name() + ": "
                    + failed.protocol().label() + " " + failed.what() + ": " + failed.detail());
        });
        side.check();
    }

    /** Ends what stands behind proxies; each side ends what is its own. */
    @Override
    public void close() {
        services.close();
    }
}
