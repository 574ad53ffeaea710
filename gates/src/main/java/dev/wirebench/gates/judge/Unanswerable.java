package dev.wirebench.gates.judge;

import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.gate.GateFinding;
import java.util.List;
import java.util.Optional;

/** A check for which nothing was measured, or that has nothing to be compared with. Immutable. */
record Unanswerable(GateQuery asked, String why, boolean isStatistical, boolean isOpenEnded) implements GateCheck {

    @Override
    public int available() {
        return 0;
    }

    @Override
    public List<Integer> looks(int maxPairs, boolean isOver) {
        return List.of();
    }

    @Override
    public Optional<Decision> at(int slots, ErrorBudget alphas) {
        return Optional.empty();
    }

    @Override
    public GateFinding finding(CheckAnswer answer) {
        return asked.nothing(why);
    }
}
