package dev.wirebench.gates.judge;

import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.gate.GateFinding;
import java.util.List;
import java.util.Optional;

/** One finding in the making. */
sealed interface GateCheck permits ExactCheck, PercentileCheck, ShiftCheck, Unanswerable {

    GateQuery asked();

    /** Pairs, or slots where there is nothing to pair with. */
    int available();

    /** Whether it may fail by chance, so that it has a part in the error rate of the report. */
    boolean isStatistical();

    /** Whether more slots could ever decide it. */
    boolean isOpenEnded();

    /** At how many slots a decision is tried, ascending. */
    List<Integer> looks(int maxPairs, boolean isOver);

    /** What so many slots say; empty where they do not tell. */
    Optional<Decision> at(int slots, ErrorBudget alphas);

    GateFinding finding(CheckAnswer answer);
}
