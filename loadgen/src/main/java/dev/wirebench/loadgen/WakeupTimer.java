package dev.wirebench.loadgen;

import dev.wirebench.loadgen.schedule.Schedule;
import dev.wirebench.loadgen.socket.Sockets;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes a worker shortly before each send: a blocking {@code poll} may oversleep by a millisecond, {@code parkNanos}
 * only by some tens of microseconds.
 *
 * <p>Reads its own copy of the worker's schedule and shares no other state with it. See docs/decisions/0003-waiting.md.
 */
final class WakeupTimer {

    private final IdleParameters waiting;
    private final Schedule schedule;
    private final long startNs;
    private final Sockets sockets;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean isStopped;

    /** Starts the thread, named after the calling one. */
    WakeupTimer(IdleParameters waiting, Schedule schedule, long startNs, Sockets sockets, Clock clock) {
        this.waiting = waiting;
        this.schedule = schedule;
        this.startNs = startNs;
        this.sockets = sockets;
        this.clock = clock;
        this.thread = new Thread(this::run, "alarm of " + Thread.currentThread().getName());
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        long lastNs = startNs - waiting.awakeNs() - 1;
        for (long offsetNs; !isStopped && (offsetNs = schedule.nextSendNs()) != Schedule.END; ) {
            long dueNs = startNs + offsetNs;
            if (dueNs - lastNs > waiting.awakeNs()) {
                parkUntil(dueNs - waiting.leadNs());
                if (!isStopped) {
                    sockets.wakeup();
                }
            }
            lastNs = dueNs;
        }
    }

    private void parkUntil(long wakeNs) {
        for (long leftNs; (leftNs = wakeNs - clock.nanoTime()) > 0 && !isStopped; ) {
            LockSupport.parkNanos(this, leftNs);
        }
    }

    /** Stops the thread; the sockets are not touched after this returns. */
    void stop() {
        isStopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
