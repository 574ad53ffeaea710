package dev.wirebench.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * One uninterrupted stretch of measuring a cell. Immutable.
 *
 * @param startedAt when its first measured message was intended, by the wall clock
 * @param measurementNs for how long messages were intended; shorter than planned where the run was stopped
 * @param elapsedNs from the start until the measurement ended or the last answer arrived, whichever is later
 * @param warmUp how the messages before the measurement ended; they are in no histogram
 */
public record Block(
        @JsonProperty(required = true) Instant startedAt,
        @JsonProperty(required = true) long measurementNs,
        @JsonProperty(required = true) long elapsedNs,
        @JsonProperty(required = true) Counts warmUp,
        @JsonProperty(required = true) Counts counts,
        @JsonProperty(required = true) Traffic traffic,
        @JsonProperty(required = true) Usage usage) {

    public Block withUsage(Usage measured) {
        return new Block(startedAt, measurementNs, elapsedNs, warmUp, counts, traffic, measured);
    }
}
