package dev.wirebench.loadgen;

import java.util.concurrent.CountDownLatch;

/** Lets all workers of a block start at one instant, once each of them is prepared. Safe for concurrent use. */
final class Starter {

    /** Between the decision to start and the first send, so that every worker has woken up by then. */
    private static final long LEAD_NS = 5_000_000;

    private final Clock clock;
    private final CountDownLatch prepared;
    private final CountDownLatch started = new CountDownLatch(1);
    private volatile long startNs;

    Starter(int workers, Clock clock) {
        this.clock = clock;
        this.prepared = new CountDownLatch(workers);
    }

    /** Called by a worker when it is prepared. @return the instant to start at, on the clock */
    long awaitStart() {
        prepared.countDown();
        await(started);
        return startNs;
    }

    /** Waits for all workers and starts them. @return the instant */
    long start() {
        await(prepared);
        startNs = clock.nanoTime() + LEAD_NS;
        started.countDown();
        return startNs;
    }

    /** Releases a worker that failed before it was prepared. */
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
