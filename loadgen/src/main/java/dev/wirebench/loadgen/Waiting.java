package dev.wirebench.loadgen;

import dev.wirebench.model.IdleStrategy;

/**
 * How long a worker stays awake for what is to come; see docs/decisions/0003-waiting.md. Immutable.
 *
 * @param leadNs so long before a send a sleeping worker is woken, to spend the rest spinning
 * @param awakeNs a worker with no more than this until its next send does not go to sleep
 * @param answerSpinNs so long after a send it looks for the answer without sleeping
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

    /** Whether the worker sleeps at all, so that it has to be woken. */
    public boolean sleeps() {
        return awakeNs != Long.MAX_VALUE;
    }
}
