package dev.wirebench.targets.scripted;

import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Wakes a selector at an instant: {@code select} itself may oversleep by a millisecond, {@code parkNanos} only by some
 * tens of microseconds. {@link #set} is confined to the selecting thread.
 */
final class ReleaseTimer {

    private static final long NEVER = Long.MAX_VALUE;

    private final Selector selector;
    private final LongSupplier nowNs;
    private final AtomicLong wakeNs = new AtomicLong(NEVER);
    private final Thread thread = new Thread(this::run, "release-alarm");
    private volatile long parkedUntilNs = NEVER;
    private volatile boolean isClosed;

    ReleaseTimer(Selector selector, LongSupplier nowNs) {
        this.selector = selector;
        this.nowNs = nowNs;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Replaces the previous instant. */
    void set(long instantNs) {
        wakeNs.set(instantNs);
        if (instantNs < parkedUntilNs) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!isClosed) {
            long untilNs = wakeNs.get();
            parkedUntilNs = untilNs;
            if (wakeNs.get() != untilNs) {
                continue;
            }
            long leftNs = untilNs == NEVER ? NEVER : untilNs - nowNs.getAsLong();
            if (leftNs > 0) {
                LockSupport.parkNanos(this, leftNs);
            } else if (wakeNs.compareAndSet(untilNs, NEVER)) {
                selector.wakeup();
            }
        }
    }

    /** Stops the thread; the selector is not touched after this returns. */
    void close() throws InterruptedException {
        isClosed = true;
        LockSupport.unpark(thread);
        thread.join();
    }
}
