package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.Spread;
import java.util.List;
import java.util.Optional;

/**
 * Result of a row. Immutable.
 *
 * @param competitors in the row's order
 */
record RowResult(String id, String title, CompareRow.Kind kind, String reference, List<CompetitorResult> competitors) {

    RowResult {
        competitors = List.copyOf(competitors);
    }

    /** The reference's metric divided by a competitor's in each round; unknown if either was not measured. */
    Spread ratioTo(String competitor, CompareMetric metric) {
        return find(reference)
                .flatMap(own -> find(competitor).map(other -> own.ratioTo(other, metric)))
                .orElse(Spread.of());
    }

    private Optional<CompetitorResult> find(String competitor) {
        return competitors.stream()
                .filter(each -> each.competitor().equals(competitor))
                .findFirst();
    }
}
