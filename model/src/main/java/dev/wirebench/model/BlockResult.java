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

    public BlockResult withUsage(Usage usage) {
        return new BlockResult(key, block.withUsage(usage), intervals);
    }
}
