package dev.wirebench.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * One uninterrupted stretch of measuring a cell. Immutable.
 *
 * @param startedAt when its first measured message was intended, by the wall clock
 * @param measurementNs for how long messages were intended; shorter than planned where the run was stopped
 * @param elapsedNs from the start until the measurement ended or the last answer arrived, whichever is later
 * @param workers how hard the generator's threads had it
 * @param surroundings what else went on
 * @param warmUp how the messages before the measurement ended; they are in no histogram
 */
public record Block(
        @JsonProperty(required = true) Instant startedAt,
        @JsonProperty(required = true) long measurementNs,
        @JsonProperty(required = true) long elapsedNs,
        @JsonProperty(required = true) Counts warmUp,
        @JsonProperty(required = true) Counts counts,
        @JsonProperty(required = true) Traffic traffic,
        @JsonProperty(required = true) Usage usage,
        Workers workers,
        Surroundings surroundings) {

    /** What was not measured, as in records of format 1, is said to be so. */
    public Block {
        workers = workers == null ? Workers.NOT_MEASURED : workers;
        surroundings = surroundings == null ? Surroundings.NOT_MEASURED : surroundings;
    }

    /** Of a block whose workers and surroundings nobody watched. */
    public Block(
            Instant startedAt,
            long measurementNs,
            long elapsedNs,
            Counts warmUp,
            Counts counts,
            Traffic traffic,
            Usage usage) {
        this(startedAt, measurementNs, elapsedNs, warmUp, counts, traffic, usage, null, null);
    }

    public Block with(Usage measured, Surroundings seen) {
        return new Block(startedAt, measurementNs, elapsedNs, warmUp, counts, traffic, measured, workers, seen);
    }
}
