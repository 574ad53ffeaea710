package dev.wirebench.loadgen.wire;

import java.nio.ByteBuffer;

/**
 * A protocol codec for one connection. Knows neither sockets nor clocks, and allocates nothing per message.
 *
 * <p>One message is in flight at a time. The results do not depend on how the incoming bytes are split. After a result
 * with a {@link Decoded#failure} the connection is unusable. Confined to one worker.
 */
public interface Wire {

    /** Most bytes that any encode method puts. */
    int maxEncodedBytes();

    /** Prepares for a new connection. @return true if it starts with a handshake */
    boolean reset();

    /** Puts the handshake. */
    default void encodeHandshake(ByteBuffer out) {
        throw new IllegalStateException("this protocol has no handshake");
    }

    /**
     * Puts a message.
     *
     * @param sequence identifies the message; part of a generated payload
     * @param last whether the connection will be closed after the answer
     */
    void encode(long sequence, boolean last, ByteBuffer out);

    /** Consumes bytes up to the first result other than {@link Decoded#MORE}; call again while bytes are left. */
    Decoded decode(ByteBuffer in);

    /** Handles the end of the stream; {@link Decoded#ANSWERED} if that completes an answer. */
    Decoded endOfStream();

    /** Puts the reply due after {@link Decoded#REPLY_DUE}. */
    default void encodeReply(ByteBuffer out) {
        throw new IllegalStateException("this protocol has no replies");
    }

    /** True if the peer has announced to close after the last answer. */
    default boolean isEnding() {
        return false;
    }

    /** Puts the orderly close. @return false if only the TCP connection is to be closed */
    default boolean encodeClose(ByteBuffer out) {
        return false;
    }
}
