package dev.wirebench.harness.monitor;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Notices when this process did not run although it should have, whoever was to blame: a thread that sleeps for a
 * millisecond at a time, and every millisecond it sleeps longer. After jHiccup (Gil Tene). Safe for concurrent use.
 */
public final class HiccupMeter implements AutoCloseable {

    /** A sleep may be as much longer without being counted. */
    static final long COUNTED_NS = 1_000_000;

    private static final long SLEEP_NS = 1_000_000;

    private final LongSupplier clock;
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "pause-meter");
    private volatile boolean isClosed;

    /** @param clock monotonic, in nanoseconds */
    HiccupMeter(LongSupplier clock) {
        this.clock = clock;
        thread.setDaemon(true);
    }

    public static HiccupMeter start() {
        HiccupMeter meter = new HiccupMeter(System::nanoTime);
        meter.thread.start();
        return meter;
    }

    private void run() {
        while (!isClosed) {
            LockSupport.parkNanos(this, SLEEP_NS);
            woke();
        }
    }

    /** The thread has slept once more. */
    void woke() {
        long nowNs = clock.getAsLong();
        watches.forEach(watch -> watch.woke(nowNs));
    }

    /** Begins to sum up pauses. */
    public Watch watch() {
        Watch watch = new Watch(clock.getAsLong());
        watches.add(watch);
        return watch;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    /** The pauses of one stretch of time. */
    public final class Watch {
        private long lastNs;
        private long longestNs;
        private long sumNs;

        private Watch(long nowNs) {
            lastNs = nowNs;
        }

        private synchronized void woke(long nowNs) {
            long pauseNs = nowNs - lastNs - SLEEP_NS;
            if (pauseNs >= COUNTED_NS) {
                sumNs += pauseNs;
                longestNs = Math.max(longestNs, pauseNs);
            }
            lastNs = nowNs;
        }

        /** Ends the stretch. A pause of which the sleeping thread has not woken up yet counts as far as it has come. */
        public void end() {
            watches.remove(this);
            woke(clock.getAsLong());
        }

        public synchronized long longestNs() {
            return longestNs;
        }

        public synchronized long sumNs() {
            return sumNs;
        }
    }
}
