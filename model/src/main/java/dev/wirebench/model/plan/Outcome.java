package dev.wirebench.model.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How an intended message ended; each ends in exactly one of these. */
public enum Outcome {
    /** The right answer arrived in time. */
    ANSWERED,
    /** The target's machine refused the TCP connection, or broke it off before it stood. */
    CONNECT_FAILED,
    /** There is no way to the target's address: host or network unreachable. */
    UNREACHABLE,
    /** The generator's own machine had no port or file descriptor left for the connection. */
    NO_LOCAL_PORT,
    /**
     * The connection stood, but the WebSocket handshake was answered with something else than a valid 101, or Socket.IO's
     * was declined.
     */
    HANDSHAKE_REFUSED,
    /** The target ended the connection in order before the answer was whole. */
    CLOSED_EARLY,
    /** The connection broke before the answer was whole. */
    RESET,
    /** The target asked for replies, such as pongs, and read so few of them that the connection was given up. */
    NOT_READ,
    /** What arrived breaks the protocol. */
    MALFORMED,
    /** An HTTP answer with another status than expected. */
    WRONG_STATUS,
    /** A well-formed answer that is not the echo of what was sent. */
    WRONG_ANSWER,
    /** No whole answer within the time-out, counted from the send. */
    TIMED_OUT,
    /** Still waiting, or never sent, when the run ended. */
    UNFINISHED;

    /** Whether the message was ended by a fault, as against answered, timed out or left unfinished. */
    public boolean isFailure() {
        return this != ANSWERED && this != TIMED_OUT && this != UNFINISHED;
    }

    /** Whether it was the generator's machine that could not do it, so that it says nothing about the target. */
    public boolean isOwn() {
        return this == NO_LOCAL_PORT;
    }

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
