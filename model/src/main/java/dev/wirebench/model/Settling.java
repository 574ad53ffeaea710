package dev.wirebench.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How long a cell was run before anything was measured, and whether it had stopped getting faster by then. Immutable.
 *
 * @param seconds for how long it was run
 * @param steady whether the trend test was passed; see "Steady state" in docs/method.md
 */
public record Settling(
        @JsonProperty(required = true) Cell cell,
        @JsonProperty(required = true) double seconds,
        @JsonProperty(required = true) boolean steady) {}
