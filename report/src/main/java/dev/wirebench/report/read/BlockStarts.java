package dev.wirebench.report.read;

import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.RunFolder;
import org.HdrHistogram.Histogram;

/**
 * Tells which block of a series an interval of a log belongs to: the one that it names or, in formats before 3, which name
 * none, the one that had begun last by the wall clock. Immutable.
 */
public final class BlockStarts {

    private final long[] startsMs;

    public BlockStarts(CellRecord record) {
        startsMs = record.blocks().stream()
                .mapToLong(block -> block.startedAt().toEpochMilli())
                .toArray();
    }

    /** Logs are written to the millisecond, so a start may have been rounded to just before its block's. */
    public int blockOf(Histogram interval) {
        if (RunFolder.block(interval).isPresent()) {
            return RunFolder.block(interval).getAsInt();
        }
        int block = 0;
        while (block + 1 < startsMs.length && startsMs[block + 1] <= interval.getStartTimeStamp() + 1) {
            block++;
        }
        return block;
    }
}
