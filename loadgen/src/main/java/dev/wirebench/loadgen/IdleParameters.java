package dev.wirebench.loadgen;

import dev.wirebench.model.plan.IdleStrategy;

/**
 * Sleeping and spinning of an idle worker; see docs/decisions/0003-waiting.md. Immutable.
 *
 * @param leadNs a sleeping worker is woken this long before a send and spins for the rest
 * @param awakeNs a worker does not sleep if its next send is no further away than this
 * @param answerSpinNs time after a send during which the worker polls for the answer without sleeping
 */
public record IdleParameters(long leadNs, long awakeNs, long answerSpinNs) {

    private static final IdleParameters SPIN = new IdleParameters(0, Long.MAX_VALUE, Long.MAX_VALUE);
    private static final IdleParameters HYBRID = new IdleParameters(300_000, 600_000, 500_000);
    private static final IdleParameters SLEEP = new IdleParameters(0, 0, 0);

    public static IdleParameters of(IdleStrategy strategy) {
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
