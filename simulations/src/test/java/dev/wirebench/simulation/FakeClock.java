package dev.wirebench.simulation;

import dev.wirebench.loadgen.Clock;

/** Time that passes when a test says so. */
final class FakeClock implements Clock {

    private long nowNs;

    @Override
    public long nanoTime() {
        return nowNs;
    }

    void set(long ns) {
        nowNs = ns;
    }

    void pass(long ns) {
        nowNs += ns;
    }
}
