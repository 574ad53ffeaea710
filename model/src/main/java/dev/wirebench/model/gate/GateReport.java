package dev.wirebench.model.gate;

import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.record.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What the gates of a plan have come to in one run. Immutable.
 *
 * @param plan the plan's name
 * @param source where the rules stand; empty where they are known from the run's record alone
 * @param verdict of the run; one that is not VALID is not judged
 * @param gates in the order of the plan
 * @param results in the same order; empty where the run was not judged
 * @param notes sentences on what was compared with what, and on what nothing guards
 */
public record GateReport(
        String plan,
        Optional<Source> source,
        Verdict verdict,
        List<Gate> gates,
        List<GateResult> results,
        List<String> notes) {

    public GateReport {
        gates = List.copyOf(gates);
        results = List.copyOf(results);
        notes = List.copyOf(notes);
    }

    /**
     * Where the rules stand.
     *
     * @param file the plan's file as the user named it
     * @param lines of each rule, from 1 on
     */
    public record Source(String file, List<Integer> lines) {
        public Source {
            lines = List.copyOf(lines);
        }
    }

    /** The same of a run that turned out not to be VALID. */
    public GateReport notJudged(Verdict why) {
        return new GateReport(plan, source, why, gates, List.of(), notes);
    }

    public boolean isJudged() {
        return verdict.isValid();
    }

    /** Whether there is anything to show: findings, or why there are none. */
    public boolean says() {
        return !isJudged() || !results.isEmpty();
    }

    /** The worst of all gates, as the plan lets them count; empty where the run was not judged. */
    public Optional<Decision> outcome() {
        return isJudged()
                ? Optional.of(results.stream().map(GateResult::outcome).reduce(Decision.PASS, Decision::and))
                : Optional.empty();
    }
}
