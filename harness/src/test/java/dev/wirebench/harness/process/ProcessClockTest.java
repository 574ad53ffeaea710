package dev.wirebench.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProcessClockTest {

    /** Linux's own limit for the numbers of processes. */
    private static final long ABOVE_ALL = 1 << 22;

    private static final long OWN = ProcessHandle.current().pid();

    /** Far more than a thousand steps of 10 ms would tell apart. */
    @Test
    void aProcessIsTimedInNanosecondsAndNotInTicks() {
        long firstNs = ProcessClock.ns(OWN).getAsLong();
        long ticks = 0;
        for (int i = 0; i < 1000; i++) {
            ticks += ProcessClock.ns(OWN).getAsLong() % 10_000_000 == 0 ? 1 : 0;
        }
        long lastNs = ProcessClock.ns(OWN).getAsLong();
        assertThat(ticks).isLessThan(10);
        assertThat(lastNs - firstNs).isPositive();
    }

    /** What /proc/<pid>/task loses when a thread ends. */
    @Test
    void threadsThatHaveEndedCount() throws InterruptedException {
        long beforeNs = ProcessClock.ns(OWN).getAsLong();
        AtomicLong usedNs = new AtomicLong();
        Thread worker = new Thread(() -> {
            var threads = java.lang.management.ManagementFactory.getThreadMXBean();
            while (threads.getCurrentThreadCpuTime() < 30_000_000) {
                Thread.onSpinWait();
            }
            usedNs.set(threads.getCurrentThreadCpuTime());
        });
        worker.start();
        worker.join();
        assertThat(ProcessClock.ns(OWN).getAsLong() - beforeNs).isGreaterThanOrEqualTo(usedNs.get());
    }

    @Test
    void aProcessThatIsNotThereHasNoTime() {
        assertThat(ProcessClock.ns(ABOVE_ALL)).isEmpty();
    }
}
