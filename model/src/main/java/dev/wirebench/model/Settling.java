package dev.wirebench.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How long a cell was run before anything was measured, and whether it had stopped getting faster by then. Immutable.
 *
 * @param seconds for how long it was run
 * @param steady whether the trend test was passed; see "Steady state" in docs/method.md
 * @param tooFewAnswers whether it was not, because answers came too seldom, or no longer, to tell; false before format 3
 */
public record Settling(
        @JsonProperty(required = true) Cell cell,
        @JsonProperty(required = true) double seconds,
        @JsonProperty(required = true) boolean steady,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean tooFewAnswers) {

    /** What older formats do not say was not so. */
    @JsonCreator
    static Settling read(
            @JsonProperty(value = "cell", required = true) Cell cell,
            @JsonProperty(value = "seconds", required = true) double seconds,
            @JsonProperty(value = "steady", required = true) boolean steady,
            @JsonProperty("tooFewAnswers") Boolean tooFewAnswers) {
        return new Settling(cell, seconds, steady, Boolean.TRUE.equals(tooFewAnswers));
    }

    /** Of a cell that was answered often enough to tell. */
    public Settling(Cell cell, double seconds, boolean steady) {
        this(cell, seconds, steady, false);
    }
}
