package dev.wirebench.simulation;

import dev.wirebench.loadgen.wire.Payload;
import dev.wirebench.model.Cell;
import dev.wirebench.model.CellKey;
import dev.wirebench.model.Instrument;
import dev.wirebench.model.Load;
import dev.wirebench.model.Phases;
import dev.wirebench.model.Plan;
import dev.wirebench.model.PlanException;
import dev.wirebench.model.Protocol;
import dev.wirebench.model.Target;
import java.nio.file.Path;

/**
 * What Gatling is to measure: a cell of a plan under one of its loads. Immutable.
 *
 * @param label names the cell in Gatling's report
 * @param check what makes an answer the right one
 * @param isRehearsal whether there is nothing but warm-up
 */
record CellSpec(
        CellKey key,
        String label,
        Target target,
        Phases phases,
        Payload payload,
        Target.Check check,
        long seed,
        boolean isRehearsal) {

    private static final double REHEARSAL_SECONDS = 2;

    private static final int REHEARSAL_USERS = 4;

    /** Marks what belongs to no figure in Gatling's report. */
    static final String WARM_UP = " (warm-up)";

    static CellSpec of(Plan plan, Target target, Cell cell, Load load) {
        boolean isOnlyLoad = plan.load().size() == 1;
        return new CellSpec(
                new CellKey(cell, load, Instrument.GATLING),
                isOnlyLoad ? cell.name() : cell.name() + " " + load.label(),
                target,
                plan.gatling() == null ? plan.phases() : plan.gatling(),
                Payload.of(target, cell.protocol(), plan.payloadBytes(), plan.seed()),
                target.check(cell.protocol()),
                plan.seed(),
                false);
    }

    /** @throws PlanException naming the first cell that Gatling cannot measure, and what can */
    static void requireMeasurable(Plan plan, Path planFile) {
        for (Cell cell : plan.cells()) {
            if (cell.protocol() == Protocol.SOCKETIO) {
                throw new PlanException(planFile + ": cell " + cell.name()
                        + ": Gatling does not speak Socket.IO; measure the plan with './wirebench run', or name other"
                        + " cells with -Dwirebench.cells=");
            }
            if (plan.target() != null
                    && (plan.target().answer(cell.protocol()) != null
                            || plan.target().greeting(cell.protocol()) > 0)) {
                throw new PlanException(planFile + ": cell " + cell.name() + ": Gatling takes the first message that"
                        + " comes for the answer, whatever target."
                        + cell.protocol().label()
                        + " says of answer and greeting; measure the plan with './wirebench run'");
            }
        }
    }

    /** The same cell as fast as answers come, so that its code is compiled before anything is measured. */
    CellSpec rehearsal() {
        int users = Math.min(REHEARSAL_USERS, key.load().connections());
        Phases warmUpOnly = new Phases(
                REHEARSAL_SECONDS, phases.measurementSeconds(), phases.timeoutSeconds(), phases.drainSeconds());
        return new CellSpec(
                new CellKey(cell(), new Load.Closed(users), Instrument.GATLING),
                cell().name(),
                target,
                warmUpOnly,
                payload,
                check,
                seed,
                true);
    }

    /** The name of its users in Gatling's report. */
    String scenario() {
        return isRehearsal ? label + WARM_UP : label;
    }

    Cell cell() {
        return key.cell();
    }

    long lengthNs() {
        return isRehearsal ? phases.warmUpNs() : phases.warmUpNs() + phases.measurementNs();
    }
}
