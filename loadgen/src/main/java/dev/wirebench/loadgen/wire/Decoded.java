package dev.wirebench.loadgen.wire;

import dev.wirebench.model.Outcome;

/** What a wire has understood of the bytes it was given. */
public enum Decoded {
    /** Nothing is complete yet. */
    MORE(null),
    /** The handshake is complete; messages may be sent. */
    OPENED(null),
    /** The answer is complete, and right. */
    ANSWERED(null),
    /** A whole message has come that answers none of ours. */
    UNASKED(null),
    /** Bytes have come while no answer was awaited, on a wire where nothing else is expected. */
    SURPLUS(Outcome.MALFORMED),
    /** The protocol asks for a reply, which {@link Wire#encodeReply} has. */
    REPLY_DUE(null),
    /** The peer has ended the conversation in order. */
    CLOSED(Outcome.CLOSED_EARLY),
    HANDSHAKE_REFUSED(Outcome.HANDSHAKE_REFUSED),
    MALFORMED(Outcome.MALFORMED),
    WRONG_STATUS(Outcome.WRONG_STATUS),
    WRONG_ANSWER(Outcome.WRONG_ANSWER);

    private final Outcome failure;

    Decoded(Outcome failure) {
        this.failure = failure;
    }

    /** How a message in flight ends by this; null where it does not end, or ends well. */
    public Outcome failure() {
        return failure;
    }
}
