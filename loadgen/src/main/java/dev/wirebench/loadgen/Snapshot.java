package dev.wirebench.loadgen;

import dev.wirebench.model.CellKey;
import dev.wirebench.model.Outcome;
import java.util.Map;
import java.util.Optional;

/**
 * What a block that is running has come to so far, to be shown to whoever waits and kept nowhere. Immutable.
 *
 * @param times of the measurement's intervals that have ended; empty before the first has
 */
public record Snapshot(CellKey key, Stage stage, Tally tally, Optional<Times> times) {

    /** How far a block is. */
    public enum Stage {
        /** Kept connections are being opened. */
        OPENING,
        WARM_UP,
        MEASUREMENT,
        DRAIN
    }

    /**
     * Messages of the warm-up while it lasts, then of the measurement. Read one after the other while they grow, they need
     * not add up.
     *
     * @param answeredSinceStart of warm-up and measurement
     * @param unanswered those that have ended otherwise, by how; only kinds that there are
     */
    public record Tally(long intended, long answered, long answeredSinceStart, Map<Outcome, Long> unanswered) {
        static final Tally NONE = new Tally(0, 0, 0, Map.of());
    }

    /** In nanoseconds: response times of the answered, and how late messages were sent. */
    public record Times(long p50Ns, long p99Ns, long maxNs, long sendLagP99Ns) {}
}
