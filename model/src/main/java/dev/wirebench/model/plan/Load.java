package dev.wirebench.model.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.wirebench.model.text.Require;
import java.util.Locale;

/** How messages are asked for: at a rate that does not wait for answers, or as fast as answers come. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Load.Open.class, name = "open"),
    @JsonSubTypes.Type(value = Load.Closed.class, name = "closed")
})
public sealed interface Load {

    /** The hard limit on file descriptors of an ordinary process is near this. */
    int MAX_CONNECTIONS = 20_000;

    double MAX_RATE_PER_SECOND = 1_000_000;

    /** Connections kept (long cells), or messages in flight at most (short cells). */
    int connections();

    /** Names the load in files and tables: {@code open-1000}, {@code swept-4000}, {@code closed-64}. */
    String label();

    /** How the gaps between intended sends are drawn. */
    enum Arrivals {
        CONSTANT,
        POISSON;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Messages intended at a rate; a late answer delays no other message's intended send.
     *
     * @param swept true if it is one of the rates of a {@link Sweep}, which no load of a plan is; otherwise null
     */
    record Open(
            @JsonProperty(required = true) double ratePerSecond,
            Arrivals arrivals,
            @JsonProperty(required = true) int connections,
            @JsonInclude(JsonInclude.Include.NON_NULL) Boolean swept)
            implements Load {

        public Open(double ratePerSecond, Arrivals arrivals, int connections) {
            this(ratePerSecond, arrivals, connections, false);
        }

        public Open {
            Require.positive("ratePerSecond", ratePerSecond, MAX_RATE_PER_SECOND);
            Require.inRange("connections", connections, 1, MAX_CONNECTIONS);
            arrivals = arrivals == null ? Arrivals.CONSTANT : arrivals;
            swept = Boolean.TRUE.equals(swept) ? swept : null;
        }

        @JsonIgnore
        public boolean isSwept() {
            return swept != null;
        }

        @Override
        public String label() {
            boolean whole = ratePerSecond == Math.rint(ratePerSecond);
            return (isSwept() ? "swept-" : "open-")
                    + (whole ? Long.toString((long) ratePerSecond) : Double.toString(ratePerSecond));
        }
    }

    /** Each connection sends its next message when the last one has ended. */
    record Closed(@JsonProperty(required = true) int connections) implements Load {

        public Closed {
            Require.inRange("connections", connections, 1, MAX_CONNECTIONS);
        }

        @Override
        public String label() {
            return "closed-" + connections;
        }
    }
}
