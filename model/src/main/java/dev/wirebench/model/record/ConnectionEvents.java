package dev.wirebench.model.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What happened on a block's connections besides messages and their answers; {@link #UNKNOWN} where nobody counted.
 * Immutable.
 *
 * @param reopened connections that ended before they had carried their messages and had to be opened again
 * @param unasked messages from the target that answered none of ours
 * @param mistakable of the unasked, those that nothing tells from an answer, so that others may have been taken for one
 */
public record ConnectionEvents(
        @JsonProperty(required = true) long reopened,
        @JsonProperty(required = true) long unasked,
        @JsonProperty(required = true) long mistakable) {

    public static final long UNKNOWN = -1;

    public static final ConnectionEvents NONE = new ConnectionEvents(0, 0, 0);

    public static final ConnectionEvents NOT_MEASURED = new ConnectionEvents(UNKNOWN, UNKNOWN, UNKNOWN);

    /** The sum; what is unknown on either side stays unknown. */
    public ConnectionEvents plus(ConnectionEvents other) {
        return new ConnectionEvents(
                sum(reopened, other.reopened), sum(unasked, other.unasked), sum(mistakable, other.mistakable));
    }

    private static long sum(long a, long b) {
        return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : a + b;
    }
}
