package dev.wirebench.model.plan;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A metric that is one number of a series. To add one, name it here and say in {@code MetricReader} where its
 * value is found; gates, tables, exports and the page follow from this list.
 */
public enum Scalar implements Metric {
    /** Good answers per second; of the target only a lower bound where the generator itself was the limit. */
    THROUGHPUT("throughput", Dimension.RATE, Trait.MORE_IS_BETTER, Trait.GATED, Trait.TRACKED),
    CALIBRATED_SHARE("of the calibrated rate", Dimension.SHARE, Trait.MORE_IS_BETTER),
    /** To the target, per answered message. */
    BYTES_UP("up per message", Dimension.BYTES, Trait.EXACT, Trait.GATED, Trait.TRACKED),
    /** From the target, per answered message. */
    BYTES_DOWN("down per message", Dimension.BYTES, Trait.EXACT, Trait.GATED, Trait.TRACKED),
    CONNECTION_BYTES_UP("up per connection", Dimension.BYTES, Trait.EXACT),
    CONNECTION_BYTES_DOWN("down per connection", Dimension.BYTES, Trait.EXACT),
    /** Processor time of the target's process per answered message. */
    TARGET_CPU("target CPU per message", Dimension.TIME, Trait.GATED, Trait.TRACKED),
    GENERATOR_CPU("generator CPU per message", Dimension.TIME),
    /** Resident memory of the target's process. */
    TARGET_MEMORY("target memory", Dimension.BYTES, Trait.GATED),
    /** {@link #TARGET_MEMORY} divided by the connections of the load. */
    MEMORY_PER_CONNECTION("target memory per connection", Dimension.BYTES, Trait.GATED),
    /** Messages without a good answer: failed, timed out or unfinished. */
    FAILED("without a good answer", Dimension.COUNT, Trait.EXACT, Trait.GATED, Trait.TRACKED),
    /** {@link #FAILED} as a share of the messages intended. */
    ERROR_RATE("error rate", Dimension.SHARE, Trait.EXACT, Trait.GATED),
    WORKER_BUSY("busiest worker busy", Dimension.SHARE, Trait.EVIDENCE),
    RUN_QUEUE_WAIT("run-queue wait", Dimension.SHARE, Trait.EVIDENCE),
    GENERATOR_CORES("generator CPU", Dimension.CORES, Trait.EVIDENCE),
    TARGET_CORES("target CPU", Dimension.CORES, Trait.EVIDENCE),
    LONGEST_PAUSE("longest pause", Dimension.TIME, Trait.EVIDENCE),
    PAUSES("pauses", Dimension.SHARE, Trait.EVIDENCE),
    GC("GC", Dimension.TIME, Trait.EVIDENCE),
    COMPILATION("compilation", Dimension.TIME, Trait.EVIDENCE),
    LISTEN_OVERFLOWS("listen overflows", Dimension.COUNT, Trait.EVIDENCE),
    RETRANSMITS("retransmits", Dimension.COUNT, Trait.EVIDENCE),
    REFUSALS("refusals", Dimension.COUNT, Trait.EVIDENCE),
    QUEUED("queued for a connection", Dimension.COUNT, Trait.EVIDENCE),
    DESCRIPTORS_LEFT("fds left", Dimension.COUNT, Trait.MORE_IS_BETTER, Trait.EVIDENCE),
    TARGET_RESTARTS("target restarts", Dimension.COUNT, Trait.EVIDENCE);

    private enum Trait {
        MORE_IS_BETTER,
        /** Counted, not estimated. */
        EXACT,
        /** A gate may ask for it. */
        GATED,
        /** Followed from run to run. */
        TRACKED,
        /** A verdict rests on it. */
        EVIDENCE
    }

    private final String title;
    private final Dimension dimension;
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);

    Scalar(String title, Dimension dimension, Trait... traits) {
        this.title = title;
        this.dimension = dimension;
        this.traits.addAll(List.of(traits));
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Dimension dimension() {
        return dimension;
    }

    @Override
    public boolean isLargerWorse() {
        return !traits.contains(Trait.MORE_IS_BETTER);
    }

    @Override
    public boolean isExact() {
        return traits.contains(Trait.EXACT);
    }

    @Override
    public boolean isOfFailures() {
        return this == FAILED || this == ERROR_RATE;
    }

    @Override
    public long messagesPerSlot() {
        return 1;
    }

    public boolean isGated() {
        return traits.contains(Trait.GATED);
    }

    public boolean isTracked() {
        return traits.contains(Trait.TRACKED);
    }

    public boolean isEvidence() {
        return traits.contains(Trait.EVIDENCE);
    }

    @Override
    public String toString() {
        return label();
    }
}
