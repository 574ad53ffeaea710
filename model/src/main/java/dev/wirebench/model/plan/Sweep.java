package dev.wirebench.model.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.wirebench.model.text.Require;

/**
 * Looks for the highest rate at which a limit still holds: the rate is doubled until it does not, then the step is halved
 * so many times. Immutable.
 *
 * @param fromPerSecond the first rate
 * @param toPerSecond no rate is above it
 * @param refinements how many times the step is halved, each time for one more rate
 * @param seconds of measurement at each rate
 * @param limit such as {@code p99 < 10 ms}; a limit on a percentile, of every cell alike
 */
public record Sweep(
        @JsonProperty(required = true) double fromPerSecond,
        @JsonProperty(required = true) double toPerSecond,
        @JsonProperty(required = true) int connections,
        Integer refinements,
        Double seconds,
        String limit) {

    public static final int DEFAULT_REFINEMENTS = 3;
    public static final double DEFAULT_SECONDS = 1;
    public static final String DEFAULT_LIMIT = "p99 < 10 ms";

    /** @throws IllegalArgumentException naming the key, what is allowed, and what was given */
    public Sweep {
        Require.positive("fromPerSecond", fromPerSecond, Load.MAX_RATE_PER_SECOND);
        Require.positive("toPerSecond", toPerSecond, Load.MAX_RATE_PER_SECOND);
        if (toPerSecond < fromPerSecond) {
            throw new IllegalArgumentException(
                    "toPerSecond must be at least fromPerSecond (" + fromPerSecond + "), was " + toPerSecond);
        }
        Require.inRange("connections", connections, 1, Load.MAX_CONNECTIONS);
        refinements = refinements == null ? DEFAULT_REFINEMENTS : refinements;
        Require.inRange("refinements", refinements, 0, 10);
        seconds = seconds == null ? DEFAULT_SECONDS : seconds;
        Require.positive("seconds", seconds, 600);
        limit = limit == null ? DEFAULT_LIMIT : limit;
        parsed(limit);
    }

    /** The limit as a rule. */
    @JsonIgnore
    public GateRule.Limit rule() {
        return parsed(limit);
    }

    /** The load of one of its rates. */
    public Load.Open at(double ratePerSecond) {
        return new Load.Open(ratePerSecond, Load.Arrivals.CONSTANT, connections, true);
    }

    private static GateRule.Limit parsed(String limit) {
        if (GateRule.parse(limit) instanceof GateRule.Limit rule
                && rule.subject().cell() == null
                && rule.subject().load() == null
                && rule.subject().metric() instanceof Percentile
                && rule.relation().isUpperLimit()) {
            return rule;
        }
        throw new IllegalArgumentException("limit must be one on a percentile of every cell, such as '" + DEFAULT_LIMIT
                + "', was '" + limit + "'");
    }
}
