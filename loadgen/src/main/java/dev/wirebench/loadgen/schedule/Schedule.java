package dev.wirebench.loadgen.schedule;

import dev.wirebench.model.Load;

/**
 * The intended sends of an open load, in nanoseconds from its start: strictly increasing, fixed before the first send.
 *
 * <p>It has no clock: how late a send is, is the business of whoever sends. Confined to one worker.
 */
public interface Schedule {

    /** What {@link #nextSendNs} returns when there are no more sends. */
    long END = Long.MAX_VALUE;

    /** The next intended send, or {@link #END}. */
    long nextSendNs();

    /** The schedule that a load describes. */
    static Schedule of(Load.Open load, long lengthNs, long seed) {
        return switch (load.arrivals()) {
            case CONSTANT -> new ConstantRate(load.ratePerSecond(), lengthNs);
            case POISSON -> new PoissonRate(load.ratePerSecond(), lengthNs, seed);
        };
    }
}
