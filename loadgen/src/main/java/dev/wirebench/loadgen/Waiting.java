package dev.wirebench.loadgen;

import dev.wirebench.model.IdleStrategy;

/**
 * Sleeping and spinning of an idle worker; see docs/decisions/0003-waiting.md. Immutable.
 *
 * @param leadNs a sleeping worker is woken this long before a send and spins for the rest
 * @param awakeNs a worker does not sleep if its next send is no further away than this
 * @param answerSpinNs time after a send during which the worker polls for the answer without sleeping
 */
public record Waiting(long leadNs, long awakeNs, long answerSpinNs) {

    private static final Waiting SPIN = new Waiting(0, Long.MAX_VALUE, Long.MAX_VALUE);
    private static final Waiting HYBRID = new Waiting(300_000, 600_000, 500_000);
    private static final Waiting SLEEP = new Waiting(0, 0, 0);

    public static Waiting of(IdleStrategy strategy) {
        return switch (strategy) {
            case SPIN -> SPIN;
            case HYBRID -> HYBRID;
            case SLEEP -> SLEEP;
        };
    }

    /** False for a worker that only spins. */
    public boolean sleeps() {
        return awakeNs != Long.MAX_VALUE;
    }
}
