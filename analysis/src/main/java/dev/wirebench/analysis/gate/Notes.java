package dev.wirebench.analysis.gate;

import dev.wirebench.model.GateRule;
import dev.wirebench.model.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sentences on what was compared with what. */
final class Notes {

    private Notes() {}

    static List<String> of(Plan plan, Optional<Reference> reference) {
        List<String> notes = new ArrayList<>();
        boolean asksForBaseline = plan.gates().stream().anyMatch(gate -> gate.rule() instanceof GateRule.NoWorse);
        if (asksForBaseline && reference.isEmpty()) {
            notes.add("There is no baseline, so no gate that compares with one was decided.");
        }
        if (asksForBaseline && reference.isPresent()) {
            notes.add(
                    reference.get().isInterleaved()
                            ? "Candidate and baseline were measured in turn; each slot is compared with the one beside it."
                            : "The baseline is another run, " + reference.get().name()
                                    + ": whatever else differed between the two is part of the difference.");
        }
        return notes;
    }
}
