package dev.wirebench.simulation;

import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.record.LatencyRecorder;

/** Recorders and counts of one event loop for one cell. Confined to one event loop; summed when the cell has ended. */
final class EventLoopStats {

    /** Limits on intervals, each of which holds megabytes of histograms. */
    private static final long MIN_INTERVAL_NS = 1_000_000_000;

    private static final int MAX_INTERVALS = 20;

    final LatencyRecorder warmUp;
    final LatencyRecorder measured;
    private final long measureNs;
    private final long measuredUntilNs;
    private long connections;
    private long answeredInWindow;

    /** @param startNs start of the warm-up in clock time */
    EventLoopStats(long startNs, Phases phases) {
        long measurementNs = phases.measurementNs();
        measureNs = startNs + phases.warmUpNs();
        measuredUntilNs = measureNs + measurementNs;
        warmUp = new LatencyRecorder(startNs, phases.warmUpNs(), Math.max(1, phases.warmUpNs()));
        measured =
                new LatencyRecorder(measureNs, measurementNs, Math.max(MIN_INTERVAL_NS, measurementNs / MAX_INTERVALS));
    }

    void countConnection(long connectNs) {
        connections++;
        measured.recordConnect(connectNs);
    }

    /** Counts a correct answer of either phase if it arrived within the measurement. */
    void countAnswer(long receivedNs) {
        if (receivedNs >= measureNs && receivedNs < measuredUntilNs) {
            answeredInWindow++;
        }
    }

    long answeredInWindow() {
        return answeredInWindow;
    }

    long connections() {
        return connections;
    }

    void add(EventLoopStats other) {
        warmUp.add(other.warmUp);
        measured.add(other.measured);
        connections += other.connections;
        answeredInWindow += other.answeredInWindow;
    }
}
