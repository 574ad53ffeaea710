package dev.wirebench.loadgen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The worker threads of a block. Confined to the thread that runs the block. */
final class WorkerThreads {

    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch drained;
    private final CountDownLatch ended;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    WorkerThreads(List<Worker> workers, StartBarrier starter) {
        drained = new CountDownLatch(workers.size());
        ended = new CountDownLatch(workers.size());
        for (int i = 0; i < workers.size(); i++) {
            Worker worker = workers.get(i);
            Thread thread = new Thread(() -> work(worker, workers, starter), "worker-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    private void work(Worker worker, List<Worker> all, StartBarrier starter) {
        try {
            try {
                worker.measure();
            } finally {
                drained.countDown();
            }
            worker.closeConnections();
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
            all.forEach(Worker::stop);
            starter.fail();
        } finally {
            worker.closeNow();
            ended.countDown();
        }
    }

    /** Waits until every message has ended. */
    boolean awaitDrained(Duration timeout) {
        return await(drained, timeout);
    }

    /**
     * Waits until the workers have closed their connections too.
     *
     * @throws IllegalStateException if a worker failed
     */
    boolean awaitEnded(Duration timeout) {
        boolean hasEnded = await(ended, timeout);
        if (hasEnded && failure.get() != null) {
            throw new IllegalStateException("the load generator failed", failure.get());
        }
        return hasEnded;
    }

    private static boolean await(CountDownLatch latch, Duration timeout) {
        try {
            return latch.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }
}
