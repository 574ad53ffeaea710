package dev.wirebench.harness;

import dev.wirebench.model.CellKey;
import dev.wirebench.model.Gate;
import dev.wirebench.model.GateRule;
import dev.wirebench.model.Load;
import dev.wirebench.model.Plan;
import dev.wirebench.model.PlanException;
import java.util.Locale;

/** Whether slots are long enough: a percentile that is compared slot by slot is mostly noise where few messages lie beyond. */
public final class SlotLength {

    private SlotLength() {}

    /**
     * Of closed loads it is not known before how many messages a slot has.
     *
     * @throws PlanException naming the gate, and for how long the plan would have to measure
     */
    public static void check(Plan plan) {
        for (Gate gate : plan.gates()) {
            if (!(gate.rule() instanceof GateRule.Limit)) {
                for (CellKey key : gate.rule().subject().select(plan.cells(), plan.load())) {
                    check(plan, gate, key);
                }
            }
        }
    }

    private static void check(Plan plan, Gate gate, CellKey key) {
        long needed = gate.rule().subject().metric().messagesPerSlot();
        double seconds = plan.phases().measurementSeconds();
        if (key.load() instanceof Load.Open open && Math.round(open.ratePerSecond() * seconds) < needed) {
            throw new PlanException(String.format(
                    Locale.ROOT,
                    "gate '%s' needs %d messages in each slot, but %s has %d in %s s: set phases.measurementSeconds to %s,"
                            + " or compare a lower percentile",
                    gate,
                    needed,
                    open.label(),
                    Math.round(open.ratePerSecond() * seconds),
                    seconds,
                    needed / open.ratePerSecond()));
        }
    }
}
