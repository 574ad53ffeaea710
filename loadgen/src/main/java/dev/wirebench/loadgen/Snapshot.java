package dev.wirebench.loadgen;

import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Outcome;
import java.util.Map;
import java.util.Optional;

/**
 * Progress of a running block, for display only. Immutable.
 *
 * @param times of the finished intervals of the measurement; empty before the first
 */
public record Snapshot(CellKey key, Stage stage, Tally tally, Optional<Times> times) {

    /** Stage of a block. */
    public enum Stage {
        /** Opening long-lived connections. */
        OPENING,
        WARM_UP,
        MEASUREMENT,
        DRAIN
    }

    /**
     * Messages of the warm-up while it lasts, then of the measurement. The counts are read one after the other while
     * they grow, so they need not add up.
     *
     * @param answeredSinceStart answered in warm-up and measurement
     * @param unanswered other endings by kind; kinds that did not occur are left out
     */
    public record Tally(long intended, long answered, long answeredSinceStart, Map<Outcome, Long> unanswered) {
        static final Tally NONE = new Tally(0, 0, 0, Map.of());
    }

    /** Response times of answered messages and the send lag, in nanoseconds. */
    public record Times(long p50Ns, long p99Ns, long maxNs, long sendLagP99Ns) {}
}
