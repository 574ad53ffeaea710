package dev.wirebench.loadgen;

import dev.wirebench.loadgen.socket.Sockets;
import dev.wirebench.loadgen.wire.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A place for one connection at a time and the message it carries; reused when its connection is replaced. Confined to
 * one worker.
 */
final class Connection {

    private static final int MIN_UNSENT_BYTES = 4096;

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

    /** The number of its socket. */
    final int place;

    long messagesLeft;

    /** Whether its last connection ended before it had carried its messages. */
    boolean endedEarly;

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

    /** Whether the last read held more than a conversation needs, so that the next one is to be a small one. */
    boolean isChatty;

    /** What the socket did not take yet; null until that first happens. */
    private ByteBuffer unsent;

    private final Sockets sockets;

    Connection(Wire wire, int place, Sockets sockets) {
        this.wire = wire;
        this.place = place;
        this.sockets = sockets;
    }

    /** Hands bytes to the socket, and keeps what it does not take until {@link #flush}. */
    void write(ByteBuffer out) throws IOException {
        if (!hasUnsent()) {
            sockets.write(place, out);
        }
        if (out.hasRemaining()) {
            keepUnsent(out);
            sockets.awaitWritable(place, true);
        }
    }

    /** Hands on what was kept, as far as the socket takes it now. */
    void flush() throws IOException {
        sockets.write(place, unsent.flip());
        unsent.compact();
        if (!hasUnsent()) {
            sockets.awaitWritable(place, false);
        }
    }

    boolean hasUnsent() {
        return unsentBytes() > 0;
    }

    int unsentBytes() {
        return unsent == null ? 0 : unsent.position();
    }

    private void keepUnsent(ByteBuffer out) {
        int needed = out.remaining() + unsentBytes();
        if (unsent == null || unsent.capacity() < needed) {
            // Twice what is kept, so that little by little is not a copy each time.
            int roomy = Math.max(2 * unsentBytes(), MIN_UNSENT_BYTES);
            ByteBuffer larger = ByteBuffer.allocateDirect(Math.max(needed, roomy));
            if (unsent != null) {
                larger.put(unsent.flip());
            }
            unsent = larger;
        }
        unsent.put(out);
    }

    /** Counts bytes that are to be written. */
    void countUp(int bytes) {
        if (state == State.BUSY) {
            phase.messageBytesUp += bytes;
        } else {
            phase.connectionBytesUp += bytes;
        }
    }

    /** @param stateBefore the state in which the bytes were awaited */
    void countDown(State stateBefore, int bytes) {
        if (stateBefore == State.BUSY) {
            phase.messageBytesDown += bytes;
        } else {
            phase.connectionBytesDown += bytes;
        }
    }

    /** Whether a TCP connection stands. */
    boolean isOpen() {
        return state != State.CLOSED && state != State.CONNECTING;
    }

    /** Closes the socket, if there is one, and forgets what it was to send. */
    void close() {
        state = State.CLOSED;
        if (unsent != null) {
            unsent.clear();
        }
        sockets.close(place);
    }
}
