package dev.wirebench.benchmark.syscall;

/**
 * What was counted of one load. Immutable.
 *
 * @param messages that were answered while the calls were counted
 */
public record Traced(long messages, CallCounts calls) {

    /** @throws IllegalArgumentException without a message there is no number per message */
    public Traced {
        if (messages <= 0) {
            throw new IllegalArgumentException("no message was answered while the system calls were counted");
        }
    }

    double perMessage() {
        return (double) calls.total() / messages;
    }

    double perMessage(String name) {
        return (double) calls.byName().get(name) / messages;
    }
}
