package dev.wirebench.lab.doctor;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * What a clock costs and how fine it is. Immutable.
 *
 * @param costNs of one reading
 * @param granularityNs the smallest step that was seen
 */
public record ClockCost(double costNs, long granularityNs) {

    private static final int BATCHES = 50;
    private static final int READINGS = 10_000;

    /** @param clock in nanoseconds */
    public static ClockCost measure(LongSupplier clock) {
        double[] costNs = new double[BATCHES];
        long smallestNs = Long.MAX_VALUE;
        for (int batch = 0; batch < BATCHES; batch++) {
            long startNs = clock.getAsLong();
            long lastNs = startNs;
            for (int i = 0; i < READINGS; i++) {
                long nowNs = clock.getAsLong();
                if (nowNs != lastNs) {
                    smallestNs = Math.min(smallestNs, nowNs - lastNs);
                }
                lastNs = nowNs;
            }
            costNs[batch] = (double) (lastNs - startNs) / READINGS;
        }
        Arrays.sort(costNs);
        // The first ones are not compiled, and in some another process ran.
        return new ClockCost(costNs[BATCHES / 2], smallestNs);
    }
}
