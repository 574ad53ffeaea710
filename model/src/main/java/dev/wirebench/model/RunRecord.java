package dev.wirebench.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * {@code record.json}: everything a run keeps beside its histograms. Immutable.
 *
 * @param environment the machine's fingerprint: what was read, by name; see docs/formats.md
 * @param endedAt when this record was written
 */
public record RunRecord(
        @JsonProperty(required = true) int format,
        @JsonProperty(required = true) Plan plan,
        @JsonProperty(required = true) Verdict verdict,
        @JsonProperty(required = true) Instant startedAt,
        @JsonProperty(required = true) Instant endedAt,
        @JsonProperty(required = true) Map<String, String> environment,
        @JsonProperty(required = true) List<CellRecord> cells) {

    /** Raised whenever a reader of the last format would misunderstand the new one. */
    public static final int FORMAT = 1;

    public RunRecord {
        cells = List.copyOf(cells);
    }
}
