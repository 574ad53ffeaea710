package dev.wirebench.loadgen.wire;

import java.nio.ByteBuffer;

/**
 * A protocol on one connection, between bytes and the event loop. It knows neither sockets nor clocks, and allocates
 * nothing per message.
 *
 * <p>One message is in flight at a time. Any split of the incoming bytes leads to the same results. After a result with
 * a {@link Decoded#failure} the connection is of no more use. Confined to one worker.
 */
public interface Wire {

    /** Most bytes that any of the encode methods puts into its buffer. */
    int maxEncodedBytes();

    /** Forgets the last connection. @return whether the new one begins with a handshake */
    boolean reset();

    /** Puts the handshake. */
    void encodeHandshake(ByteBuffer out);

    /**
     * Puts a message.
     *
     * @param sequence distinguishes the message from all others; it is part of the payload
     * @param last whether the connection will be closed after the answer
     */
    void encode(long sequence, boolean last, ByteBuffer out);

    /**
     * Consumes what has arrived, up to the first result other than {@link Decoded#MORE}; call again while bytes are
     * left.
     */
    Decoded decode(ByteBuffer in);

    /** The peer will send no more; {@link Decoded#ANSWERED} where that is how an answer ends. */
    Decoded endOfStream();

    /** Puts what was due after {@link Decoded#REPLY_DUE}. */
    void encodeReply(ByteBuffer out);

    /** Whether the peer has said that it will close after the last answer. */
    boolean isEnding();

    /** Puts what ends the conversation in order. @return false if closing the TCP connection is all there is */
    boolean encodeClose(ByteBuffer out);
}
