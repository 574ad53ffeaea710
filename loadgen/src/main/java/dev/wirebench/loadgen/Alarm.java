package dev.wirebench.loadgen;

import dev.wirebench.loadgen.schedule.Schedule;
import dev.wirebench.loadgen.socket.Sockets;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes a worker for each of its sends, or a little before: waiting for sockets may sleep a millisecond
 * too long, {@code parkNanos} only some tens of microseconds.
 *
 * <p>It reads a copy of the worker's schedule and shares nothing else with it. See docs/decisions/0003-waiting.md.
 */
final class Alarm {

    private final Waiting waiting;
    private final Schedule schedule;
    private final long startNs;
    private final Sockets sockets;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean isSilent;

    /** Begins at once; the thread is named after the one that sets the alarm. */
    Alarm(Waiting waiting, Schedule schedule, long startNs, Sockets sockets, Clock clock) {
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
        for (long offsetNs; !isSilent && (offsetNs = schedule.nextSendNs()) != Schedule.END; ) {
            long dueNs = startNs + offsetNs;
            if (dueNs - lastNs > waiting.awakeNs()) {
                parkUntil(dueNs - waiting.leadNs());
                if (!isSilent) {
                    sockets.wakeup();
                }
            }
            lastNs = dueNs;
        }
    }

    private void parkUntil(long wakeNs) {
        for (long leftNs; (leftNs = wakeNs - clock.nanoTime()) > 0 && !isSilent; ) {
            LockSupport.parkNanos(this, leftNs);
        }
    }

    /** Ends the thread, so that it does not touch the sockets any more. */
    void silence() {
        isSilent = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
