package dev.wirebench.model.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What else went on in the generator's process and on its machine while a block was measured; {@link #UNKNOWN} where it
 * could not be read. Immutable.
 *
 * @param longestPauseNs longest stretch in which the generator's process did not run although it should have
 * @param pausesNs sum of all such stretches of a millisecond and more
 * @param gcNs how long garbage collections of the generator's JVM took
 * @param compilationNs how long its compilers worked
 * @param listenOverflows connections dropped because a listen queue on this machine was full
 * @param segmentsRetransmitted TCP segments sent again by this machine
 * @param segmentsSent TCP segments sent by this machine
 * @param fileDescriptorsLeft how many more the generator's process could have opened at the end
 * @param targetRestarts how often another process than before was found to serve the target's address
 */
public record Interference(
        @JsonProperty(required = true) long longestPauseNs,
        @JsonProperty(required = true) long pausesNs,
        @JsonProperty(required = true) long gcNs,
        @JsonProperty(required = true) long compilationNs,
        @JsonProperty(required = true) long listenOverflows,
        @JsonProperty(required = true) long segmentsRetransmitted,
        @JsonProperty(required = true) long segmentsSent,
        @JsonProperty(required = true) long fileDescriptorsLeft,
        @JsonProperty(required = true) long targetRestarts) {

    public static final long UNKNOWN = -1;

    public static final Interference NOT_MEASURED = builder().build();

    /** What is not said is unknown. */
    public static Builder builder() {
        return new Builder();
    }

    public Builder toBuilder() {
        return new Builder()
                .longestPauseNs(longestPauseNs)
                .pausesNs(pausesNs)
                .gcNs(gcNs)
                .compilationNs(compilationNs)
                .listenOverflows(listenOverflows)
                .segmentsRetransmitted(segmentsRetransmitted)
                .segmentsSent(segmentsSent)
                .fileDescriptorsLeft(fileDescriptorsLeft)
                .targetRestarts(targetRestarts);
    }

    /** Confined to one thread. */
    public static final class Builder {

        private long longestPauseNs = UNKNOWN;
        private long pausesNs = UNKNOWN;
        private long gcNs = UNKNOWN;
        private long compilationNs = UNKNOWN;
        private long listenOverflows = UNKNOWN;
        private long segmentsRetransmitted = UNKNOWN;
        private long segmentsSent = UNKNOWN;
        private long fileDescriptorsLeft = UNKNOWN;
        private long targetRestarts = UNKNOWN;

        private Builder() {}

        public Builder longestPauseNs(long value) {
            longestPauseNs = value;
            return this;
        }

        public Builder pausesNs(long value) {
            pausesNs = value;
            return this;
        }

        public Builder gcNs(long value) {
            gcNs = value;
            return this;
        }

        public Builder compilationNs(long value) {
            compilationNs = value;
            return this;
        }

        public Builder listenOverflows(long value) {
            listenOverflows = value;
            return this;
        }

        public Builder segmentsRetransmitted(long value) {
            segmentsRetransmitted = value;
            return this;
        }

        public Builder segmentsSent(long value) {
            segmentsSent = value;
            return this;
        }

        public Builder fileDescriptorsLeft(long value) {
            fileDescriptorsLeft = value;
            return this;
        }

        public Builder targetRestarts(long value) {
            targetRestarts = value;
            return this;
        }

        public Interference build() {
            return new Interference(
                    longestPauseNs,
                    pausesNs,
                    gcNs,
                    compilationNs,
                    listenOverflows,
                    segmentsRetransmitted,
                    segmentsSent,
                    fileDescriptorsLeft,
                    targetRestarts);
        }
    }
}
