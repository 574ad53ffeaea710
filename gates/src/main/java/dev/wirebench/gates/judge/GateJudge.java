package dev.wirebench.gates.judge;

import dev.wirebench.model.gate.GateFinding;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.gate.GateResult;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides the gates of a plan: from what was measured of the candidate and, where a gate asks for one, of a baseline. What it
 * decides while a run goes on, it decides again from the run's folders. Immutable.
 */
public final class GateJudge {

    private final Plan plan;

    /** @param plan whose gates are judged, on its cells and loads */
    public GateJudge(Plan plan) {
        this.plan = plan;
    }

    /**
     * What the gates have come to when nothing more will be measured; a run that is not VALID is not judged.
     *
     * @param source where the rules stand, if that is known
     */
    public GateReport judge(Slots candidate, Optional<Reference> reference, Optional<GateReport.Source> source) {
        Verdict verdict = verdict(candidate, reference);
        List<GateResult> results = verdict.isValid() ? results(candidate, reference) : List.of();
        return new GateReport(plan.name(), source, verdict, plan.gates(), results, Notes.of(plan, reference));
    }

    /** What the gates let through: latency that is judged where nothing limits how many messages fail. */
    public Optional<String> warning() {
        return Notes.unguarded(plan);
    }

    /** Which series the gates still need, in a run that goes on: nothing where all are decided or at their cap. */
    public Needs needs(Slots candidate, Optional<Reference> reference) {
        GateChecks checks = new GateChecks(plan, candidate, reference);
        List<GateCheck> all =
                plan.gates().stream().flatMap(gate -> checks.of(gate).stream()).toList();
        List<CheckAnswer> answers = Holm.answers(all, plan.maxPairs(), false);
        Set<CellKey> ofCandidate = new LinkedHashSet<>();
        Set<CellKey> ofBaseline = new LinkedHashSet<>();
        for (int i = 0; i < all.size(); i++) {
            GateCheck check = all.get(i);
            if (!answers.get(i).isDecided() && check.isOpenEnded() && check.available() < plan.maxPairs()) {
                ofCandidate.addAll(check.asked().needs().candidate());
                ofBaseline.addAll(check.asked().needs().baseline());
            }
        }
        return new Needs(ofCandidate, ofBaseline);
    }

    private List<GateResult> results(Slots candidate, Optional<Reference> reference) {
        GateChecks checks = new GateChecks(plan, candidate, reference);
        List<List<GateCheck>> byGate = plan.gates().stream().map(checks::of).toList();
        List<GateCheck> all = byGate.stream().flatMap(List::stream).toList();
        List<CheckAnswer> answers = Holm.answers(all, plan.maxPairs(), true);
        List<GateResult> results = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < byGate.size(); i++) {
            Gate gate = plan.gates().get(i);
            List<GateFinding> findings = new ArrayList<>();
            for (GateCheck check : byGate.get(i)) {
                findings.add(check.finding(answers.get(at++)));
            }
            results.add(new GateResult(gate, findings));
        }
        return results;
    }

    private static Verdict verdict(Slots candidate, Optional<Reference> reference) {
        if (!candidate.verdict().isValid() || reference.isEmpty()) {
            return candidate.verdict();
        }
        Verdict other = reference.get().slots().verdict();
        String name = reference.get().name();
        return new Verdict(
                other.validity(),
                other.reasons().stream().map(reason -> name + ": " + reason).toList());
    }
}
