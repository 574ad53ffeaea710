package dev.wirebench.analysis.gate;

import java.util.List;
import java.util.Optional;

/** A check for which nothing was measured, or that has nothing to be compared with. Immutable. */
record Unanswerable(Asked asked, String why, boolean isStatistical, boolean isOpenEnded) implements Check {

    @Override
    public int available() {
        return 0;
    }

    @Override
    public List<Integer> looks(int maxPairs, boolean isOver) {
        return List.of();
    }

    @Override
    public Optional<Decision> at(int slots, Alphas alphas) {
        return Optional.empty();
    }

    @Override
    public Finding finding(Answer answer) {
        return asked.nothing(why);
    }
}
