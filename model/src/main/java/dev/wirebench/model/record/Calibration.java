package dev.wirebench.model.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The instrument's own limits, measured before the cells: raw messages of the plan's size against an echo on the same
 * machine that does nothing else. Immutable.
 *
 * @param connections used for the rate
 * @param lowestRoundTripNs the shortest exchange on one connection
 * @param medianRoundTripNs the median of them
 * @param ratePerSecond messages per second on all connections, as fast as answers come
 * @param generatorCpuNsPerMessage processor time of the generator's process for each of those
 */
public record Calibration(
        @JsonProperty(required = true) int connections,
        @JsonProperty(required = true) long lowestRoundTripNs,
        @JsonProperty(required = true) long medianRoundTripNs,
        @JsonProperty(required = true) double ratePerSecond,
        @JsonProperty(required = true) long generatorCpuNsPerMessage) {}
