package dev.wirebench.harness.run;

import dev.wirebench.harness.process.ProcessMemory;
import dev.wirebench.harness.progress.Progress;
import dev.wirebench.harness.systems.SystemServices;
import dev.wirebench.harness.systems.SystemUnderTest;
import dev.wirebench.harness.systems.check.SystemCheck;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.SystemRecord;
import dev.wirebench.model.text.PlanException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sides of a session with systems: one for each of them, all started and checked before the first is measured. One
 * that cannot be is left out with the reason in its record, and the others go on. Confined to one thread.
 */
final class SystemRuns implements AutoCloseable {

    /** In the environment: how the target's memory was counted. */
    static final String MEMORY = "target.memory";

    private final Plan plan;
    private final RunContext beginning;
    private final Progress progress;
    private final List<TargetRun> sides = new ArrayList<>();
    private final SystemServices services = new SystemServices();

    SystemRuns(Plan plan, RunContext beginning, Progress progress) {
        this.plan = plan;
        this.beginning = beginning;
        this.progress = progress;
    }

    /** Those that have been opened so far. */
    List<TargetRun> sides() {
        return List.copyOf(sides);
    }

    /**
     * Starts and checks them, one after the other.
     *
     * @throws PlanException if a system is unknown or not installed, or none of them can be measured as planned
     * @throws IOException if nothing can be saved, or the only system cannot be started
     */
    void open() throws IOException {
        List<SystemUnderTest> contenders = SystemUnderTest.of(plan, progress);
        for (SystemUnderTest contender : contenders) {
            progress.note("starting " + contender.name());
            TargetRun side = TargetRun.prepare(
                    contender.plan(),
                    beginning,
                    plan.systems().size() > 1 ? contender.name() : "",
                    new LoadGenerator(Clock.SYSTEM));
            sides.add(side);
            side.recording().skipped(contender.skipped());
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

    private void refuse(TargetRun side, String reason) {
        side.stop(reason);
        side.close();
        progress.note("without " + side.name() + ": " + reason);
    }

    private void start(TargetRun side, SystemUnderTest contender) throws IOException {
        side.start(own -> services.start(contender, own.folder().path()), side::stop);
        side.recording()
                .note(
                        MEMORY,
                        ProcessMemory.of(side.service().processes()).kind().label());
    }

    private void check(TargetRun side, SystemUnderTest contender) {
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
