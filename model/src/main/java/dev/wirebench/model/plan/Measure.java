package dev.wirebench.model.plan;

import java.util.Locale;

/** What a histogram holds; every value is in nanoseconds. */
public enum Measure {
    /** Received - intended, of answered messages. */
    RESPONSE,
    /** Received - sent, of answered messages; on a new connection it includes connecting and shaking hands. */
    SERVICE,
    /** Sent - intended, of every message that was sent. */
    SEND_LAG,
    /**
     * Sent - the instant from which it could have been: the intended one, or when a connection became free for it. Of
     * every message that was sent at a rate.
     */
    GENERATOR_LAG,
    /** From the start of the TCP connect until it is established. */
    CONNECT,
    /** From the established TCP connection until the first message may be sent: WebSocket's handshake, and Socket.IO's after it. */
    HANDSHAKE,
    /** Age, counted from the intended send, at which messages without an answer were given up. */
    UNANSWERED,
    /** Read by the generator - arrived in its machine's kernel, of answered messages; where the kernel stamps arrivals. */
    RECEIVE_LAG;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
