package dev.wirebench.loadgen;

import java.util.concurrent.CountDownLatch;

/** Starts all workers of a block at one instant once all are prepared. Safe for concurrent use. */
final class StartBarrier {

    /** Time for every worker to wake up before the first send. */
    private static final long LEAD_NS = 5_000_000;

    private final Clock clock;
    private final CountDownLatch prepared;
    private final CountDownLatch started = new CountDownLatch(1);
    private volatile long startNs;

    StartBarrier(int workers, Clock clock) {
        this.clock = clock;
        this.prepared = new CountDownLatch(workers);
    }

    /** Called by a prepared worker. @return the start time on the clock */
    long awaitStart() {
        prepared.countDown();
        await(started);
        return startNs;
    }

    /** Waits for all workers and starts them. @return the start time */
    long start() {
        await(prepared);
        startNs = clock.nanoTime() + LEAD_NS;
        started.countDown();
        return startNs;
    }

    /** Counts a worker as prepared that failed earlier. */
    void fail() {
        prepared.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the start", e);
        }
    }
}
