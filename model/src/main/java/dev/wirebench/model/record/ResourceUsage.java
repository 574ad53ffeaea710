package dev.wirebench.model.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a block cost in processor time and memory, from the first measured message until the drain had ended.
 *
 * <p>{@link #UNKNOWN} stands where it could not be read, as for a target on another machine. Immutable.
 *
 * @param targetRssBytes the target's resident memory at the end of the block
 */
public record ResourceUsage(
        @JsonProperty(required = true) long targetCpuNs,
        @JsonProperty(required = true) long generatorCpuNs,
        @JsonProperty(required = true) long targetRssBytes) {

    public static final long UNKNOWN = -1;

    public static final ResourceUsage NOT_MEASURED = new ResourceUsage(UNKNOWN, UNKNOWN, UNKNOWN);

    /** Sums the times and keeps the larger memory; what is unknown on either side stays unknown. */
    public ResourceUsage plus(ResourceUsage other) {
        return new ResourceUsage(
                sum(targetCpuNs, other.targetCpuNs),
                sum(generatorCpuNs, other.generatorCpuNs),
                targetRssBytes == UNKNOWN || other.targetRssBytes == UNKNOWN
                        ? UNKNOWN
                        : Math.max(targetRssBytes, other.targetRssBytes));
    }

    private static long sum(long a, long b) {
        return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : a + b;
    }
}
