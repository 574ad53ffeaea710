package dev.wirebench.targets.echo;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock that stands until it is set; does not start at 0. Safe for concurrent use. */
public final class FakeClock implements LongSupplier {

    private static final long START_NS = 123_456_789_000L;

    private final AtomicLong nowNs = new AtomicLong(START_NS);

    @Override
    public long getAsLong() {
        return nowNs.get();
    }

    public void setMs(double sinceStartMs) {
        nowNs.set(START_NS + Math.round(sinceStartMs * 1e6));
    }
}
