package dev.wirebench.gates;

import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.GateRule;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.PlanFile;
import dev.wirebench.model.text.PlanException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Whether slots are long enough: a percentile that is compared slot by slot is mostly noise where few messages lie beyond. */
public final class SlotLength {

    private SlotLength() {}

    /**
     * Of closed loads it is not known before how many messages a slot has.
     *
     * @param file that the gates stand in; empty where they come from the command line
     * @throws PlanException naming the gate, where it stands, and for how long the plan would have to measure
     */
    public static void check(Plan plan, Optional<Path> file) {
        for (int i = 0; i < plan.gates().size(); i++) {
            Gate gate = plan.gates().get(i);
            if (!(gate.rule() instanceof GateRule.Limit)) {
                int index = i;
                String place = file.map(f -> f + ":" + PlanFile.gateLines(f).get(index))
                        .orElse("--gate");
                for (CellKey key : gate.rule().subject().select(plan.cells(), plan.load())) {
                    check(plan, gate, key, place);
                }
            }
        }
    }

    private static void check(Plan plan, Gate gate, CellKey key, String place) {
        long needed = gate.rule().subject().metric().messagesPerSlot();
        double seconds = plan.phases().measurementSeconds();
        if (key.load() instanceof Load.Open open && Math.round(open.ratePerSecond() * seconds) < needed) {
            throw new PlanException(String.format(
                    Locale.ROOT,
                    "%s: gate '%s' needs %d messages in each slot, but %s has %d in %s s: set phases.measurementSeconds to %s,"
                            + " or compare a lower percentile",
                    place,
                    gate,
                    needed,
                    open.label(),
                    Math.round(open.ratePerSecond() * seconds),
                    seconds,
                    needed / open.ratePerSecond()));
        }
    }
}
