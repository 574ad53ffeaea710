package dev.wirebench.loadgen;

import dev.wirebench.loadgen.wire.Wire;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * A place for one connection at a time and the message it carries; reused when its connection is replaced. Confined to
 * one worker.
 */
final class Connection {

    enum State {
        CLOSED,
        CONNECTING,
        HANDSHAKING,
        /** Established, and no message in flight. */
        READY,
        /** A message is in flight. */
        BUSY,
        /** Waiting for the peer to answer our close. */
        CLOSING
    }

    final Wire wire;
    State state = State.CLOSED;
    SocketChannel channel;
    SelectionKey key;
    long messagesLeft;

    /** The phase that the current message, or the opening of the connection, counts in. */
    Phase phase;

    boolean hasMessage;
    long sequence;
    long intendedNs;
    long sentNs;

    /** When the current step (connecting, shaking hands) began. */
    long stepNs;

    /** When the current wait, whatever for, is given up; see {@link Deadlines}. */
    long deadlineNs;

    Connection previous;
    Connection next;
    boolean isWaiting;

    /** What the socket did not take yet; null until that first happens. */
    ByteBuffer unsent;

    Connection(Wire wire) {
        this.wire = wire;
    }

    boolean hasUnsent() {
        return unsent != null && unsent.position() > 0;
    }

    /** Keeps the rest of {@code out} until the socket takes more. */
    void keepUnsent(ByteBuffer out) {
        int needed = out.remaining() + (unsent == null ? 0 : unsent.position());
        if (unsent == null || unsent.capacity() < needed) {
            ByteBuffer larger = ByteBuffer.allocateDirect(Math.max(needed, 4096));
            if (unsent != null) {
                larger.put(unsent.flip());
            }
            unsent = larger;
        }
        unsent.put(out);
    }
}
