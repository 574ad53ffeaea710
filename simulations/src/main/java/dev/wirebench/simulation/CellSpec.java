package dev.wirebench.simulation;

import dev.wirebench.loadgen.Wires;
import dev.wirebench.loadgen.wire.Payload;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.text.PlanException;
import java.nio.file.Path;

/**
 * A cell of a plan under one of its loads, as measured by Gatling. Immutable.
 *
 * @param label name of the cell in Gatling's report
 * @param check condition for a correct answer
 * @param isWarmUpOnly whether there is no measurement
 */
record CellSpec(
        CellKey key,
        String label,
        Target target,
        Phases phases,
        Payload payload,
        Service.Check check,
        long seed,
        boolean isWarmUpOnly) {

    private static final double WARM_UP_SECONDS = 2;

    private static final int WARM_UP_USERS = 4;

    /** Suffix of requests that belong to no figure in Gatling's report. */
    static final String WARM_UP = " (warm-up)";

    static CellSpec of(Plan plan, Target target, Cell cell, Load load) {
        boolean isOnlyLoad = plan.load().size() == 1;
        return new CellSpec(
                new CellKey(cell, load, Instrument.GATLING),
                isOnlyLoad ? cell.name() : cell.name() + " " + load.label(),
                target,
                plan.gatling() == null ? plan.phases() : plan.gatling(),
                Wires.payload(target.service(cell.protocol()), plan.payloadBytes(), plan.seed()),
                target.service(cell.protocol()).check(),
                plan.seed(),
                false);
    }

    /** @throws PlanException naming the first cell that Gatling cannot measure, and what can */
    static void requireMeasurable(Plan plan, Path planFile) {
        for (Cell cell : plan.cells()) {
            if (!GatlingScript.SCRIPTS.containsKey(cell.protocol())) {
                throw new PlanException(planFile + ": cell " + cell.name()
                        + ": Gatling does not speak " + cell.protocol().title()
                        + "; measure the plan with './wirebench run', or name other"
                        + " cells with -Dwirebench.cells=");
            }
            Service service = plan.target() == null ? null : plan.target().service(cell.protocol());
            if (service != null && (service.answer() != null || service.greeting() > 0)) {
                throw new PlanException(planFile + ": cell " + cell.name() + ": Gatling takes the first message it"
                        + " receives for the answer and ignores target."
                        + cell.protocol().label()
                        + ".answer and greeting; measure the plan with './wirebench run'");
            }
        }
    }

    /** A short closed load on the same cell, so that its code is compiled before anything is measured. */
    CellSpec warmUpOnly() {
        int users = Math.min(WARM_UP_USERS, key.load().connections());
        Phases phasesOfWarmUp = new Phases(
                WARM_UP_SECONDS, phases.measurementSeconds(), phases.timeoutSeconds(), phases.drainSeconds());
        return new CellSpec(
                new CellKey(cell(), new Load.Closed(users), Instrument.GATLING),
                cell().name(),
                target,
                phasesOfWarmUp,
                payload,
                check,
                seed,
                true);
    }

    /** Name of the scenario in Gatling's report. */
    String scenario() {
        return isWarmUpOnly ? label + WARM_UP : label;
    }

    Cell cell() {
        return key.cell();
    }

    long lengthNs() {
        return isWarmUpOnly ? phases.warmUpNs() : phases.warmUpNs() + phases.measurementNs();
    }
}
