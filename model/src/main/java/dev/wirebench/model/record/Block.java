package dev.wirebench.model.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/**
 * One uninterrupted stretch of measuring a cell. Immutable.
 *
 * @param startedAt when its first measured message was intended, by the wall clock
 * @param measurementNs for how long messages were intended; shorter than planned where the run was stopped
 * @param elapsedNs from the start until the measurement ended or the last answer arrived, whichever is later
 * @param answeredInWindow good answers that arrived while the measurement lasted, whenever their messages were intended;
 *     {@link ResourceUsage#UNKNOWN} in records before format 3
 * @param events what happened on the connections besides messages and their answers
 * @param workers how hard the generator's threads had it
 * @param surroundings what else went on
 * @param warmUp how the messages before the measurement ended; they are in no histogram
 */
public record Block(
        @JsonProperty(required = true) Instant startedAt,
        @JsonProperty(required = true) long measurementNs,
        @JsonProperty(required = true) long elapsedNs,
        Long answeredInWindow,
        @JsonProperty(required = true) Counts warmUp,
        @JsonProperty(required = true) Counts counts,
        @JsonProperty(required = true) Traffic traffic,
        @JsonProperty(required = true) ResourceUsage usage,
        ConnectionEvents events,
        WorkerStats workers,
        Interference surroundings) {

    /** What was not measured, as in records of older formats, is said to be so. */
    @JsonCreator
    public Block {
        answeredInWindow = answeredInWindow == null ? ResourceUsage.UNKNOWN : answeredInWindow;
        events = events == null ? ConnectionEvents.NOT_MEASURED : events;
        workers = workers == null ? WorkerStats.NOT_MEASURED : workers;
        surroundings = surroundings == null ? Interference.NOT_MEASURED : surroundings;
    }

    /** Of a block whose answers were not counted as they arrived, and whose connections nobody watched. */
    public Block(
            Instant startedAt,
            long measurementNs,
            long elapsedNs,
            Counts warmUp,
            Counts counts,
            Traffic traffic,
            ResourceUsage usage,
            WorkerStats workers,
            Interference surroundings) {
        this(startedAt, measurementNs, elapsedNs, null, warmUp, counts, traffic, usage, null, workers, surroundings);
    }

    /** Of a block whose workers and surroundings nobody watched. */
    public Block(
            Instant startedAt,
            long measurementNs,
            long elapsedNs,
            Counts warmUp,
            Counts counts,
            Traffic traffic,
            ResourceUsage usage) {
        this(startedAt, measurementNs, elapsedNs, warmUp, counts, traffic, usage, null, null);
    }

    /** Good answers per second; see {@link #throughputPerSecond(List)}. */
    @JsonIgnore
    public OptionalDouble throughputPerSecond() {
        return throughputPerSecond(List.of(this));
    }

    /**
     * Good answers per second of all blocks together: those that arrived while they were measured, over that time, so that the
     * tail of the last messages costs no throughput. In records before format 3 all good answers over the time until the last.
     * Empty where no time has passed.
     */
    public static OptionalDouble throughputPerSecond(List<Block> blocks) {
        boolean isCounted = blocks.stream().noneMatch(block -> block.answeredInWindow == ResourceUsage.UNKNOWN);
        long answers = sum(blocks, block -> isCounted ? block.answeredInWindow : block.counts.answered());
        long ns = sum(blocks, block -> isCounted ? block.measurementNs : block.elapsedNs);
        return ns == 0 ? OptionalDouble.empty() : OptionalDouble.of(answers * 1e9 / ns);
    }

    private static long sum(List<Block> blocks, ToLongFunction<Block> number) {
        return blocks.stream().mapToLong(number).sum();
    }

    public Block with(ConnectionEvents seen) {
        return new Block(
                startedAt,
                measurementNs,
                elapsedNs,
                answeredInWindow,
                warmUp,
                counts,
                traffic,
                usage,
                seen,
                workers,
                surroundings);
    }

    public Block with(ResourceUsage measured, Interference seen) {
        return new Block(
                startedAt,
                measurementNs,
                elapsedNs,
                answeredInWindow,
                warmUp,
                counts,
                traffic,
                measured,
                events,
                workers,
                seen);
    }
}
