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

    public static final Interference NOT_MEASURED =
            new Interference(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);
}
