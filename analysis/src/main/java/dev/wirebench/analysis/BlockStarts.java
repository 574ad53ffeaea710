package dev.wirebench.analysis;

import dev.wirebench.model.CellRecord;
import org.HdrHistogram.Histogram;

/** When the blocks of a series began: tells which of them an interval of a log belongs to. Immutable. */
public final class BlockStarts {

    private final long[] startsMs;

    public BlockStarts(CellRecord record) {
        startsMs = record.blocks().stream()
                .mapToLong(block -> block.startedAt().toEpochMilli())
                .toArray();
    }

    /** Logs are written to the millisecond, so a start may have been rounded to just before its block's. */
    public int blockOf(Histogram interval) {
        int block = 0;
        while (block + 1 < startsMs.length && startsMs[block + 1] <= interval.getStartTimeStamp() + 1) {
            block++;
        }
        return block;
    }
}
