package dev.wirebench.model.record;

import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Measure;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What an instrument hands over when it has measured a block.
 *
 * @param intervals in order of time; their times count from {@code block.startedAt}
 */
public record BlockResult(CellKey key, Block block, List<Interval> intervals) {

    public BlockResult {
        intervals = List.copyOf(intervals);
    }

    /** What all intervals hold of a measure, in nanoseconds. */
    public Histogram total(Measure measure) {
        Histogram total = new Histogram(Interval.HIGHEST_TRACKABLE_NS, Interval.SIGNIFICANT_DIGITS);
        intervals.forEach(interval -> total.add(interval.histogram(measure)));
        return total;
    }

    public BlockResult with(ResourceUsage usage, Interference surroundings) {
        return new BlockResult(key, block.with(usage, surroundings), intervals);
    }
}
