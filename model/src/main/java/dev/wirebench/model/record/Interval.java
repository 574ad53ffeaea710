package dev.wirebench.model.record;

import dev.wirebench.model.plan.Measure;
import org.HdrHistogram.Histogram;

/**
 * A stretch of a block and one histogram per {@link Measure} of what ended in it.
 *
 * <p>{@code startNs} and {@code endNs} count from the start of the measurement. Confined to one worker while it records.
 */
public final class Interval {

    /** One hour; no plan may run long enough for a time beyond it. */
    public static final long HIGHEST_TRACKABLE_NS = 3_600_000_000_000L;

    /** Values are kept to one part in a thousand. */
    public static final int SIGNIFICANT_DIGITS = 3;

    private static final Measure[] MEASURES = Measure.values();

    private final Histogram[] histograms = new Histogram[MEASURES.length];
    private final long startNs;
    private long endNs;

    public Interval(long startNs, long endNs) {
        this.startNs = startNs;
        this.endNs = endNs;
        for (int i = 0; i < histograms.length; i++) {
            histograms[i] = new Histogram(HIGHEST_TRACKABLE_NS, SIGNIFICANT_DIGITS);
        }
    }

    public long startNs() {
        return startNs;
    }

    public long endNs() {
        return endNs;
    }

    public Histogram histogram(Measure measure) {
        return histograms[measure.ordinal()];
    }

    void record(Measure measure, long valueNs) {
        histograms[measure.ordinal()].recordValue(valueNs);
    }

    /** The last interval of a block lasts until its drain has ended. */
    void extendTo(long laterEndNs) {
        endNs = Math.max(endNs, laterEndNs);
    }

    void reset() {
        for (Histogram histogram : histograms) {
            histogram.reset();
        }
    }

    /** Adds what was recorded in another stretch of the block. */
    public void add(Interval other) {
        extendTo(other.endNs);
        for (Measure measure : MEASURES) {
            histogram(measure).add(other.histogram(measure));
        }
    }
}
