package dev.wirebench.loadgen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The threads of a block's workers. Confined to the thread that runs the block. */
final class Crew {

    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch drained;
    private final CountDownLatch ended;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Crew(List<Worker> workers, Starter starter) {
        drained = new CountDownLatch(workers.size());
        ended = new CountDownLatch(workers.size());
        for (int i = 0; i < workers.size(); i++) {
            Worker worker = workers.get(i);
            Thread thread = new Thread(() -> work(worker, workers, starter), "worker-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    void begin() {
        threads.forEach(Thread::start);
    }

    private void work(Worker worker, List<Worker> all, Starter starter) {
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
            worker.drop();
            ended.countDown();
        }
    }

    /** Waits until every message has ended, at most so long. */
    boolean hasDrained(Duration wait) {
        return hasCome(drained, wait);
    }

    /**
     * Waits until the workers have closed their connections too, at most so long.
     *
     * @throws IllegalStateException if one of them failed
     */
    boolean hasEnded(Duration wait) {
        boolean hasEnded = hasCome(ended, wait);
        if (hasEnded && failure.get() != null) {
            throw new IllegalStateException("the load generator failed", failure.get());
        }
        return hasEnded;
    }

    private static boolean hasCome(CountDownLatch latch, Duration wait) {
        try {
            return latch.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }
}
