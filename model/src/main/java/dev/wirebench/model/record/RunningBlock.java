package dev.wirebench.model.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code running.json}: what a block that is still running has recorded so far, so that a kill does not cost all of it.
 * Immutable.
 *
 * @param before how many blocks of its series the record has
 * @param series of this block alone
 * @param logs by measure, the line that the block would have in its log if it ended now
 */
record RunningBlock(
        @JsonProperty(required = true) int format,
        @JsonProperty(required = true) int before,
        @JsonProperty(required = true) CellRecord series,
        @JsonProperty(required = true) Map<String, String> logs) {

    static final String FILE = "running.json";

    /** Whether it is the next block of its series, in a run that has not ended: else the record has it, or it was left out. */
    boolean isNextOf(RunRecord record) {
        long blocks = record.cells().stream()
                .filter(cell -> cell.key().equals(series.key()))
                .mapToInt(cell -> cell.blocks().size())
                .sum();
        return record.verdict().equals(RunRecord.UNFINISHED) && blocks == before;
    }

    /** The record with this as the last block of its series, which its verdict says. */
    RunRecord in(RunRecord record) {
        CellRecords cells = new CellRecords();
        cells.addAll(record.cells());
        Block block = series.blocks().get(0);
        cells.add(series.key(), block);
        List<String> reasons = new ArrayList<>(record.verdict().reasons());
        reasons.add(String.format(
                Locale.ROOT,
                "the last block of %s is kept up to %.1f s of its measurement",
                series.key(),
                block.measurementNs() / 1e9));
        return record.toBuilder()
                .verdict(new Verdict(Verdict.Validity.PARTIAL, reasons))
                .cells(cells.toList())
                .build();
    }
}
