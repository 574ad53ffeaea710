package dev.wirebench.model;

import java.util.List;

/**
 * What an instrument hands over when it has measured a block.
 *
 * @param intervals in order of time; their times count from {@code block.startedAt}
 */
public record BlockResult(CellKey key, Block block, List<Interval> intervals) {

    public BlockResult {
        intervals = List.copyOf(intervals);
    }

    public BlockResult with(Usage usage, Surroundings surroundings) {
        return new BlockResult(key, block.with(usage, surroundings), intervals);
    }
}
