package dev.wirebench.gates.judge;

import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.gate.GateFinding;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A check that needs no statistics: it holds or it does not, over all slots together. Immutable.
 *
 * @param wanted so many slots are measured at least
 * @param holds what all slots that there are say
 */
record ExactCheck(GateQuery asked, int available, int wanted, boolean holds, double value, String actual)
        implements GateCheck {

    @Override
    public boolean isStatistical() {
        return false;
    }

    @Override
    public boolean isOpenEnded() {
        return holds && available < wanted;
    }

    @Override
    public List<Integer> looks(int maxPairs, boolean isOver) {
        return isOpenEnded() && !isOver ? List.of() : List.of(available);
    }

    @Override
    public Optional<Decision> at(int slots, ErrorBudget alphas) {
        return Optional.of(holds ? Decision.PASS : Decision.FAIL);
    }

    @Override
    public GateFinding finding(CheckAnswer answer) {
        return asked.finding(
                answer.decision(),
                actual,
                Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty(),
                Optional.empty());
    }
}
