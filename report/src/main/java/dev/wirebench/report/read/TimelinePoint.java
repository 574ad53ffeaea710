package dev.wirebench.report.read;

import java.util.Optional;

/**
 * A stretch of one block on the wall clock and what ended in it. Immutable.
 *
 * @param startMs epoch milliseconds
 * @param block which block of its series, from 0
 * @param p50 of the response time; empty where no message ended
 */
public record TimelinePoint(
        long startMs, long endMs, int block, long answered, Optional<Quantile> p50, Optional<Quantile> p99) {

    /** Good answers per second; empty where the stretch is shorter than the clock can tell. */
    public Optional<Double> throughputPerSecond() {
        return endMs > startMs ? Optional.of(answered * 1e3 / (endMs - startMs)) : Optional.empty();
    }
}
