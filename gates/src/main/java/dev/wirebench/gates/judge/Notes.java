package dev.wirebench.gates.judge;

import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.GateRule;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sentences on what was compared with what, and on what nothing guards. */
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
        unguarded(plan).ifPresent(notes::add);
        return notes;
    }

    /** Of series whose latency is judged: failures below a percentile's share do not show in it. */
    static Optional<String> unguarded(Plan plan) {
        Set<CellKey> open = new LinkedHashSet<>();
        plan.gates().stream()
                .filter(gate -> gate.rule().subject().metric() instanceof Percentile)
                .forEach(gate -> open.addAll(gate.rule().subject().select(plan.cells(), plan.load())));
        plan.gates().stream()
                .filter(gate -> gate.rule().subject().metric().isOfFailures())
                .forEach(gate -> open.removeAll(gate.rule().subject().select(plan.cells(), plan.load())));
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of("No gate limits how many messages fail in "
                        + open.stream()
                                .map(key -> key.cell() + "." + key.load().label())
                                .collect(Collectors.joining(", "))
                        + ", where gates ask for latency: add failed == 0, or a limit on error-rate.");
    }
}
