package dev.wirebench.model.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.wirebench.model.plan.Cell;

/**
 * How long a cell was run before anything was measured, and whether it had stopped getting faster by then. Immutable.
 *
 * @param seconds for how long it was run
 * @param steady whether the trend test was passed; see "Steady state" in docs/method.md
 * @param tooFewAnswers whether it was not, because answers came too seldom, or no longer, to tell; false before format 3
 */
public record WarmUpResult(
        @JsonProperty(required = true) Cell cell,
        @JsonProperty(required = true) double seconds,
        @JsonProperty(required = true) boolean steady,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean tooFewAnswers) {

    /** What older formats do not say was not so. */
    @JsonCreator
    static WarmUpResult read(
            @JsonProperty(value = "cell", required = true) Cell cell,
            @JsonProperty(value = "seconds", required = true) double seconds,
            @JsonProperty(value = "steady", required = true) boolean steady,
            @JsonProperty("tooFewAnswers") Boolean tooFewAnswers) {
        return new WarmUpResult(cell, seconds, steady, Boolean.TRUE.equals(tooFewAnswers));
    }

    /** Of a cell that was answered often enough to tell. */
    public WarmUpResult(Cell cell, double seconds, boolean steady) {
        this(cell, seconds, steady, false);
    }
}
