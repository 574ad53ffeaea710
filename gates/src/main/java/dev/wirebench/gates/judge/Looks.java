package dev.wirebench.gates.judge;

import dev.wirebench.model.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** After how many pairs (or slots) a decision is tried: 12, 20, 30, 40, 60, 80, 120, 160, 240, ..., and at the cap. */
public final class Looks {

    static final int FEWEST = Plan.MIN_PAIRS;

    private Looks() {}

    /** All that there may ever be. */
    public static List<Integer> upTo(int maxPairs) {
        List<Integer> looks = new ArrayList<>();
        for (int step : new int[] {FEWEST, 20}) {
            if (step < maxPairs) {
                looks.add(step);
            }
        }
        for (int doubled = 30; doubled < maxPairs; doubled *= 2) {
            looks.add(doubled);
            if (doubled / 3 * 4 < maxPairs) {
                looks.add(doubled / 3 * 4);
            }
        }
        looks.add(maxPairs);
        return looks;
    }

    /** Those for which there is enough; where nothing more will come, the last is at what there is. */
    static List<Integer> among(int available, int maxPairs, boolean isOver) {
        List<Integer> looks = new ArrayList<>(
                upTo(maxPairs).stream().filter(look -> look <= available).toList());
        int last = Math.min(available, maxPairs);
        if (isOver && last >= FEWEST && !looks.contains(last)) {
            looks.add(last);
        }
        return looks;
    }
}
