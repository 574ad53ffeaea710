package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.Spread;
import dev.wirebench.benchmark.tool.TrialResult;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Results of one competitor of a row over all rounds. Immutable.
 *
 * @param rounds by round number, without those that failed
 * @param failures reasons, by round number
 */
record CompetitorResult(
        String competitor, SortedMap<Integer, TrialResult> rounds, SortedMap<Integer, String> failures) {

    CompetitorResult {
        rounds = Collections.unmodifiableSortedMap(new TreeMap<>(rounds));
        failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
    }

    Spread spread(CompareMetric metric) {
        return Spread.of(rounds.values().stream().mapToDouble(metric::of));
    }

    /** This competitor's metric divided by another's in the same round. */
    Spread ratioTo(CompetitorResult other, CompareMetric metric) {
        return Spread.of(rounds.entrySet().stream()
                .filter(round -> other.rounds.containsKey(round.getKey()))
                .mapToDouble(round -> metric.of(round.getValue()) / metric.of(other.rounds.get(round.getKey()))));
    }

    long failed() {
        return rounds.values().stream().mapToLong(TrialResult::failed).sum();
    }

    /** Empty if no round failed. */
    String failure() {
        if (failures.isEmpty()) {
            return "";
        }
        int all = rounds.size() + failures.size();
        return "failed: " + failures.get(failures.firstKey())
                + (rounds.isEmpty() ? "" : " (" + failures.size() + " of " + all + " rounds)");
    }
}
