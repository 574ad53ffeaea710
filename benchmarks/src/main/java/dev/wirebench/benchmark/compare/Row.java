package dev.wirebench.benchmark.compare;

import java.util.List;

/**
 * One comparison: what all contenders do under the same conditions. Immutable.
 *
 * @param id as {@code --only} names it
 * @param title what is done, in words
 * @param reference the contender, one of Wirebench, that the others are compared with
 */
record Row(String id, String title, Kind kind, String reference, List<Contender> contenders) {

    /** What a row is about, and so by what its contenders are compared. */
    enum Kind {
        CLIENT_COST(
                List.of(Metric.CPU_US_PER_MESSAGE),
                List.of(
                        Metric.CPU_US_PER_MESSAGE,
                        Metric.USER_US_PER_MESSAGE,
                        Metric.SYSTEM_US_PER_MESSAGE,
                        Metric.MESSAGES_PER_SECOND)),
        ROUND_TRIP(
                List.of(Metric.P50_US),
                List.of(Metric.P50_US, Metric.P99_US, Metric.PROCESSORS, Metric.MESSAGES_PER_SECOND)),
        TARGET_COST(
                List.of(Metric.CPU_US_PER_MESSAGE, Metric.MESSAGES_PER_SECOND),
                List.of(
                        Metric.CPU_US_PER_MESSAGE,
                        Metric.USER_US_PER_MESSAGE,
                        Metric.SYSTEM_US_PER_MESSAGE,
                        Metric.MESSAGES_PER_SECOND));

        private final List<Metric> compared;
        private final List<Metric> shown;

        Kind(List<Metric> compared, List<Metric> shown) {
            this.compared = compared;
            this.shown = shown;
        }

        List<Metric> compared() {
            return compared;
        }

        List<Metric> shown() {
            return shown;
        }
    }

    Row {
        contenders = List.copyOf(contenders);
    }
}
