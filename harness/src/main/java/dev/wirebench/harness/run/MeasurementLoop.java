package dev.wirebench.harness.run;

import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.Verdict;
import java.io.IOException;
import java.util.Optional;

/** The order in which a warmed-up run is measured, and when to stop. */
@FunctionalInterface
public interface MeasurementLoop {

    /**
     * Measures until done, or until no target can go on.
     *
     * @return why the run is not VALID, if the loop itself found out; empty leaves that to the self-check
     */
    Optional<Verdict> run(Bench bench) throws IOException;

    /** The rounds of a plan, then its search for the highest rates, if it has one. */
    static MeasurementLoop of(Plan plan) {
        MeasurementLoop rounds = new Rounds();
        return plan.sweep() == null ? rounds : rounds.then(new RateSweep(plan));
    }

    /** Continues with another loop, unless this one refused the run or every side was stopped. */
    default MeasurementLoop then(MeasurementLoop next) {
        return bench -> {
            Optional<Verdict> refused = run(bench);
            boolean isStopped =
                    bench.sides().stream().allMatch(side -> side.stopReason().isPresent());
            return refused.isPresent() || isStopped ? refused : next.run(bench);
        };
    }
}
