package dev.wirebench.benchmark.syscall;

/**
 * System calls during one load. Immutable.
 *
 * @param messages answered while calls were counted
 */
record TraceResult(long messages, SyscallCounts counts) {

    /** @throws IllegalArgumentException if no message was answered */
    TraceResult {
        if (messages <= 0) {
            throw new IllegalArgumentException("no message was answered while system calls were counted");
        }
    }

    double perMessage() {
        return (double) counts.total() / messages;
    }

    double perMessage(String name) {
        return (double) counts.byName().get(name) / messages;
    }
}
