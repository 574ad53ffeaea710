package dev.wirebench.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What happened on a block's connections besides messages and their answers; {@link #UNKNOWN} where nobody counted.
 * Immutable.
 *
 * @param reopened kept connections that had to be opened again because the target had closed or broken them
 * @param unasked messages from the target that answered none of ours
 */
public record ConnectionEvents(
        @JsonProperty(required = true) long reopened,
        @JsonProperty(required = true) long unasked) {

    public static final long UNKNOWN = -1;

    public static final ConnectionEvents NONE = new ConnectionEvents(0, 0);

    public static final ConnectionEvents NOT_MEASURED = new ConnectionEvents(UNKNOWN, UNKNOWN);

    /** The sum; what is unknown on either side stays unknown. */
    public ConnectionEvents plus(ConnectionEvents other) {
        return new ConnectionEvents(sum(reopened, other.reopened), sum(unasked, other.unasked));
    }

    private static long sum(long a, long b) {
        return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : a + b;
    }
}
