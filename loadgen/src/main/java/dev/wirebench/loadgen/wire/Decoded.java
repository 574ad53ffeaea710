package dev.wirebench.loadgen.wire;

import dev.wirebench.model.plan.Outcome;

/** Result of decoding received bytes. */
public enum Decoded {
    /** Nothing complete yet. */
    MORE(null),
    /** Handshake complete; messages may be sent. */
    OPENED(null),
    /** Answer complete and correct. */
    ANSWERED(null),
    /** A complete message that does not answer any of ours. */
    UNASKED(null),
    /** Bytes received while no answer was awaited, on a protocol that allows none. */
    SURPLUS(Outcome.MALFORMED),
    /** The protocol requires a reply; see {@link Wire#encodeReply}. */
    REPLY_DUE(null),
    /** Orderly close by the peer. */
    CLOSED(Outcome.CLOSED_EARLY),
    HANDSHAKE_REFUSED(Outcome.HANDSHAKE_REFUSED),
    MALFORMED(Outcome.MALFORMED),
    WRONG_STATUS(Outcome.WRONG_STATUS),
    WRONG_ANSWER(Outcome.WRONG_ANSWER);

    private final Outcome failure;

    Decoded(Outcome failure) {
        this.failure = failure;
    }

    /** Outcome of a message in flight; null if it goes on or ended well. */
    public Outcome failure() {
        return failure;
    }
}
