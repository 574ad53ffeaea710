package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.Spread;
import java.util.List;
import java.util.Optional;

/**
 * What became of a row. Immutable.
 *
 * @param series one for each contender, in the row's order
 */
record Compared(String id, String title, Row.Kind kind, String reference, List<Series> series) {

    Compared {
        series = List.copyOf(series);
    }

    /** The reference's metric divided by a contender's, in each round; empty where one of them has none. */
    Optional<Spread> ratioTo(String contender, Metric metric) {
        return find(reference).flatMap(ours -> find(contender).flatMap(theirs -> ours.ratioTo(theirs, metric)));
    }

    private Optional<Series> find(String contender) {
        return series.stream()
                .filter(each -> each.contender().equals(contender))
                .findFirst();
    }
}
