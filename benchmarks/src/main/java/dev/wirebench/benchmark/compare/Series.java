package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.Spread;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one contender of a row did in all rounds. Immutable.
 *
 * @param rounds by the number of the round, without those that failed
 * @param failures why, by the number of the round
 */
record Series(String contender, SortedMap<Integer, Figures> rounds, SortedMap<Integer, String> failures) {

    Series {
        rounds = Collections.unmodifiableSortedMap(new TreeMap<>(rounds));
        failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
    }

    /** Empty where no round has this metric. */
    Optional<Spread> spread(Metric metric) {
        return spread(rounds.values().stream().map(metric::of).toList());
    }

    /** This contender's metric divided by the other's in the same round. */
    Optional<Spread> ratioTo(Series other, Metric metric) {
        return spread(rounds.entrySet().stream()
                .filter(round -> other.rounds.containsKey(round.getKey()))
                .map(round -> ratio(metric.of(round.getValue()), metric.of(other.rounds.get(round.getKey()))))
                .toList());
    }

    long failed() {
        return rounds.values().stream().mapToLong(Figures::failed).sum();
    }

    /** Empty if no round failed. */
    Optional<String> failure() {
        if (failures.isEmpty()) {
            return Optional.empty();
        }
        int all = rounds.size() + failures.size();
        return Optional.of("failed: " + failures.get(failures.firstKey())
                + (rounds.isEmpty() ? "" : " (" + failures.size() + " of " + all + " rounds)"));
    }

    private static OptionalDouble ratio(OptionalDouble ours, OptionalDouble theirs) {
        boolean isMeasured = ours.isPresent() && theirs.isPresent() && theirs.getAsDouble() > 0;
        return isMeasured ? OptionalDouble.of(ours.getAsDouble() / theirs.getAsDouble()) : OptionalDouble.empty();
    }

    private static Optional<Spread> spread(List<OptionalDouble> values) {
        double[] measured =
                values.stream().flatMapToDouble(OptionalDouble::stream).toArray();
        return measured.length == 0 ? Optional.empty() : Optional.of(Spread.of(measured));
    }
}
