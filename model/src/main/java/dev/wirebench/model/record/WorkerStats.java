package dev.wirebench.model.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.function.LongBinaryOperator;

/**
 * How hard the generator's own threads had it while a block was measured; {@link #UNKNOWN} where it could not be read.
 * Immutable.
 *
 * @param busyNs time in which the busiest worker had something to do, as against waiting for a send or an answer
 * @param runWaitNs time in which the worst-served worker was ready to run and had no processor
 * @param refusals connects that failed for want of a port or a file descriptor on the generator's own side
 * @param queuedForConnection messages that were due while no connection was free, whether they were sent later or never
 */
public record WorkerStats(
        @JsonProperty(required = true) long busyNs,
        @JsonProperty(required = true) long runWaitNs,
        @JsonProperty(required = true) long refusals,
        @JsonProperty(required = true) long queuedForConnection) {

    public static final long UNKNOWN = -1;

    public static final WorkerStats NOT_MEASURED = new WorkerStats(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);

    /** Beside another worker of the same block: the worse of the times, the sum of the counts; unknown where either is. */
    public WorkerStats with(WorkerStats other) {
        return new WorkerStats(
                both(busyNs, other.busyNs, Math::max),
                both(runWaitNs, other.runWaitNs, Math::max),
                both(refusals, other.refusals, Long::sum),
                both(queuedForConnection, other.queuedForConnection, Long::sum));
    }

    private static long both(long a, long b, LongBinaryOperator join) {
        return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : join.applyAsLong(a, b);
    }
}
