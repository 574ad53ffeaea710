package dev.wirebench.lab.doctor;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** How much later than asked for who sleeps is woken, in nanoseconds. Immutable. */
public record TimerLateness(long medianNs, long p99Ns) {

    /** Sleeps once. */
    @FunctionalInterface
    public interface Sleep {
        void now() throws IOException;
    }

    /**
     * @param sleepNs what is asked for
     * @param clock in nanoseconds
     * @throws IOException if the sleep does
     */
    public static TimerLateness measure(Sleep sleep, long sleepNs, int times, LongSupplier clock) throws IOException {
        long[] lateNs = new long[times];
        for (int i = 0; i < times; i++) {
            long startNs = clock.getAsLong();
            sleep.now();
            lateNs[i] = clock.getAsLong() - startNs - sleepNs;
        }
        Arrays.sort(lateNs);
        return new TimerLateness(quantile(lateNs, 0.5), quantile(lateNs, 0.99));
    }

    private static long quantile(long[] sorted, double q) {
        return sorted[(int) Math.ceil(q * sorted.length) - 1];
    }
}
