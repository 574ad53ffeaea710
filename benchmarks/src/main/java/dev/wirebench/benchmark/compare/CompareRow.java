package dev.wirebench.benchmark.compare;

import java.util.List;

/**
 * Competitors measured under the same conditions. Immutable.
 *
 * @param id as in {@code --only}
 * @param title human-readable description
 * @param reference the competitor, one of Wirebench's, with which the others are compared
 */
record CompareRow(String id, String title, Kind kind, String reference, List<Competitor> competitors) {

    private static final List<CompareMetric> COST = List.of(
            CompareMetric.CPU_US_PER_MESSAGE,
            CompareMetric.USER_US_PER_MESSAGE,
            CompareMetric.SYSTEM_US_PER_MESSAGE,
            CompareMetric.MESSAGES_PER_SECOND);

    /** What a row measures, and so which metrics are compared and shown. */
    enum Kind {
        CLIENT_COST(List.of(CompareMetric.CPU_US_PER_MESSAGE), COST),
        ROUND_TRIP(
                List.of(CompareMetric.P50_US),
                List.of(
                        CompareMetric.P50_US,
                        CompareMetric.P99_US,
                        CompareMetric.PROCESSORS,
                        CompareMetric.MESSAGES_PER_SECOND)),
        TARGET_COST(List.of(CompareMetric.CPU_US_PER_MESSAGE, CompareMetric.MESSAGES_PER_SECOND), COST);

        private final List<CompareMetric> compared;
        private final List<CompareMetric> shown;

        Kind(List<CompareMetric> compared, List<CompareMetric> shown) {
            this.compared = compared;
            this.shown = shown;
        }

        List<CompareMetric> compared() {
            return compared;
        }

        List<CompareMetric> shown() {
            return shown;
        }
    }

    CompareRow {
        competitors = List.copyOf(competitors);
    }
}
