package dev.wirebench.loadgen.schedule;

import dev.wirebench.model.plan.Load;

/**
 * Intended send times of an open load in nanoseconds from its start, strictly increasing and fixed in advance.
 *
 * <p>A schedule has no clock; the lag of a send is up to the sender. Confined to one worker.
 */
public interface Schedule {

    /** Returned by {@link #nextSendNs} after the last send. */
    long END = Long.MAX_VALUE;

    /** Next intended send, or {@link #END}. */
    long nextSendNs();

    /** The schedule of a load. */
    static Schedule of(Load.Open load, long lengthNs, long seed) {
        return switch (load.arrivals()) {
            case CONSTANT -> new ConstantRate(load.ratePerSecond(), lengthNs);
            case POISSON -> new PoissonRate(load.ratePerSecond(), lengthNs, seed);
        };
    }
}
