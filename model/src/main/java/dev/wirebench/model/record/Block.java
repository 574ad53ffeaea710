package dev.wirebench.model.record;

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
    public Block {
        answeredInWindow = answeredInWindow == null ? ResourceUsage.UNKNOWN : answeredInWindow;
        events = events == null ? ConnectionEvents.NOT_MEASURED : events;
        workers = workers == null ? WorkerStats.NOT_MEASURED : workers;
        surroundings = surroundings == null ? Interference.NOT_MEASURED : surroundings;
    }

    /**
     * Begins the description of a block. What is not said of it did not happen (messages, traffic) or was not measured.
     *
     * @param measurementNs also the time until its last answer, unless that is said
     */
    public static Builder builder(Instant startedAt, long measurementNs) {
        return new Builder(startedAt, measurementNs);
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

    public Block with(ResourceUsage measured, Interference seen) {
        return toBuilder().usage(measured).surroundings(seen).build();
    }

    public Builder toBuilder() {
        return new Builder(startedAt, measurementNs)
                .elapsedNs(elapsedNs)
                .answeredInWindow(answeredInWindow)
                .warmUp(warmUp)
                .counts(counts)
                .traffic(traffic)
                .usage(usage)
                .events(events)
                .workers(workers)
                .surroundings(surroundings);
    }

    /** Confined to one thread. */
    public static final class Builder {

        private final Instant startedAt;
        private final long measurementNs;
        private long elapsedNs;
        private long answeredInWindow = ResourceUsage.UNKNOWN;
        private Counts warmUp = Counts.NONE;
        private Counts counts = Counts.NONE;
        private Traffic traffic = Traffic.NONE;
        private ResourceUsage usage = ResourceUsage.NOT_MEASURED;
        private ConnectionEvents events = ConnectionEvents.NOT_MEASURED;
        private WorkerStats workers = WorkerStats.NOT_MEASURED;
        private Interference surroundings = Interference.NOT_MEASURED;

        private Builder(Instant startedAt, long measurementNs) {
            this.startedAt = startedAt;
            this.measurementNs = measurementNs;
            this.elapsedNs = measurementNs;
        }

        public Builder elapsedNs(long value) {
            elapsedNs = value;
            return this;
        }

        public Builder answeredInWindow(long value) {
            answeredInWindow = value;
            return this;
        }

        public Builder warmUp(Counts value) {
            warmUp = value;
            return this;
        }

        public Builder counts(Counts value) {
            counts = value;
            return this;
        }

        public Builder traffic(Traffic value) {
            traffic = value;
            return this;
        }

        public Builder usage(ResourceUsage value) {
            usage = value;
            return this;
        }

        public Builder events(ConnectionEvents value) {
            events = value;
            return this;
        }

        public Builder workers(WorkerStats value) {
            workers = value;
            return this;
        }

        public Builder surroundings(Interference value) {
            surroundings = value;
            return this;
        }

        public Block build() {
            return new Block(
                    startedAt,
                    measurementNs,
                    elapsedNs,
                    answeredInWindow,
                    warmUp,
                    counts,
                    traffic,
                    usage,
                    events,
                    workers,
                    surroundings);
        }
    }
}
