package dev.wirebench.gates.judge;

import dev.wirebench.model.gate.Decision;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Takes the looks of all checks of a report in order, so that judging anew what was measured decides what was decided while
 * measuring; FAILs share one error rate per look by Holm's step-down procedure. Confined to one thread.
 */
final class Holm {

    private final List<GateCheck> checks;
    private final int maxPairs;
    private final boolean isOver;
    private final Map<GateCheck, CheckAnswer> answers = new IdentityHashMap<>();
    private final int statistical;
    private int failed;

    private Holm(List<GateCheck> checks, int maxPairs, boolean isOver) {
        this.checks = checks;
        this.maxPairs = maxPairs;
        this.isOver = isOver;
        this.statistical =
                (int) checks.stream().filter(GateCheck::isStatistical).count();
    }

    /** @param isOver whether nothing more will be measured */
    static List<CheckAnswer> answers(List<GateCheck> checks, int maxPairs, boolean isOver) {
        return new Holm(checks, maxPairs, isOver).run();
    }

    private List<CheckAnswer> run() {
        TreeSet<Integer> looks = new TreeSet<>();
        checks.forEach(check -> looks.addAll(check.looks(maxPairs, isOver)));
        for (int slots : looks) {
            List<GateCheck> open = checks.stream()
                    .filter(check -> !isDecided(check))
                    .filter(check -> check.looks(maxPairs, isOver).contains(slots))
                    .toList();
            // A FAIL leaves more of the error rate to the others: the smallest p-value first, without sorting any.
            int before;
            do {
                before = failed;
                open.stream().filter(check -> !isDecided(check)).forEach(check -> look(check, slots));
            } while (failed > before);
        }
        List<CheckAnswer> all = new ArrayList<>();
        checks.forEach(check -> all.add(answers.getOrDefault(check, answer(false, Decision.INCONCLUSIVE, 0))));
        return all;
    }

    private boolean isDecided(GateCheck check) {
        return answers.containsKey(check) && answers.get(check).isDecided();
    }

    private void look(GateCheck check, int slots) {
        Optional<Decision> decision = check.at(slots, alphas());
        answers.put(check, answer(decision.isPresent(), decision.orElse(Decision.INCONCLUSIVE), slots));
        if (check.isStatistical() && decision.equals(Optional.of(Decision.FAIL))) {
            failed++;
        }
    }

    private CheckAnswer answer(boolean isDecided, Decision decision, int slots) {
        return new CheckAnswer(isDecided, decision, slots, alphas());
    }

    private ErrorBudget alphas() {
        double ofLook = ErrorRates.fail(maxPairs);
        return new ErrorBudget(ofLook / Math.max(1, statistical - failed), ErrorRates.pass(maxPairs), ofLook);
    }
}
