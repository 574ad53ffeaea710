package dev.wirebench.benchmark.jmh;

import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.record.LatencyRecorder;
import java.util.SplittableRandom;

/**
 * A recorder, and samples distributed as with a healthy target: service times with a median of 50 us and one in 1,000 above
 * 0.6 ms, send lags around 0.2 us. Confined to one thread.
 */
final class LatencySamples {

    static final int COUNT = 1024;

    private static final double SERVICE_MEDIAN_NS = 50_000;
    private static final double LAG_MEDIAN_NS = 200;

    /** Standard deviation of the logarithm. */
    private static final double SPREAD = 0.8;

    /** Interval at 100,000 messages per second. */
    private static final long GAP_NS = 10_000;

    private static final long LENGTH_NS = 10_000_000_000L;
    private static final long INTERVAL_NS = 500_000_000;

    private final LatencyRecorder recorder = new LatencyRecorder(0, LENGTH_NS, INTERVAL_NS);
    private final long[] lagNs = new long[COUNT];
    private final long[] serviceNs = new long[COUNT];
    private long intendedNs;
    private int next;

    LatencySamples() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < COUNT; i++) {
            lagNs[i] = logNormal(LAG_MEDIAN_NS, random);
            serviceNs[i] = logNormal(SERVICE_MEDIAN_NS, random);
        }
    }

    /** Box-Muller transform: two uniform numbers give a normal one. */
    private static long logNormal(double median, SplittableRandom random) {
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        double normal = radius * Math.cos(2 * Math.PI * random.nextDouble());
        return Math.round(median * Math.exp(SPREAD * normal));
    }

    /** Records like {@code Worker} and {@code Connections} under an open load. */
    void record(Outcome outcome) {
        long lag = lagNs[next];
        recorder.intend();
        recorder.recordGeneratorLag(lag);
        recorder.record(outcome, intendedNs, intendedNs + lag, intendedNs + lag + serviceNs[next]);
        intendedNs += GAP_NS;
        next = next + 1 & COUNT - 1;
    }

    LatencyRecorder recorder() {
        return recorder;
    }
}
