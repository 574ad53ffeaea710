package dev.wirebench.loadgen;

import dev.wirebench.loadgen.socket.Sockets;
import dev.wirebench.loadgen.wire.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A reusable slot for one connection at a time and its current message. Confined to one worker. */
final class Connection {

    private static final int MIN_UNSENT_BYTES = 4096;

    enum State {
        CLOSED,
        CONNECTING,
        HANDSHAKING,
        /** Established, no message in flight. */
        READY,
        /** Message in flight. */
        BUSY,
        /** Waiting for the peer's close. */
        CLOSING
    }

    final Wire wire;
    State state = State.CLOSED;

    /** Socket number. */
    final int slot;

    long messagesLeft;

    /** The last connection ended before it had carried all its messages. */
    boolean endedEarly;

    /** Phase that the current message, or the opening of the connection, counts towards. */
    Phase phase;

    boolean hasMessage;
    long sequence;
    long intendedNs;
    long sentNs;

    /** Start of the current step (connect or handshake). */
    long stepNs;

    /** Deadline of the current wait; see {@link Deadlines}. */
    long deadlineNs;

    Connection previous;
    Connection next;
    boolean hasDeadline;

    /** The last read held an unusual number of results, so the next one is kept small. */
    boolean isChatty;

    /** Bytes the socket has not taken yet; null until there are some. */
    private ByteBuffer unsent;

    private final Sockets sockets;

    Connection(Wire wire, int slot, Sockets sockets) {
        this.wire = wire;
        this.slot = slot;
        this.sockets = sockets;
    }

    /** Writes to the socket and keeps what it does not take until {@link #flush}. */
    void write(ByteBuffer out) throws IOException {
        if (!hasUnsent()) {
            sockets.write(slot, out);
        }
        if (out.hasRemaining()) {
            keepUnsent(out);
            sockets.awaitWritable(slot, true);
        }
    }

    /** Writes as much of the kept bytes as the socket takes. */
    void flush() throws IOException {
        sockets.write(slot, unsent.flip());
        unsent.compact();
        if (!hasUnsent()) {
            sockets.awaitWritable(slot, false);
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
            // Twice the kept bytes, to avoid a copy for each small addition.
            int roomy = Math.max(2 * unsentBytes(), MIN_UNSENT_BYTES);
            ByteBuffer larger = ByteBuffer.allocateDirect(Math.max(needed, roomy));
            if (unsent != null) {
                larger.put(unsent.flip());
            }
            unsent = larger;
        }
        unsent.put(out);
    }

    /** Counts bytes about to be written. */
    void countUp(int bytes) {
        if (state == State.BUSY) {
            phase.messageBytesUp += bytes;
        } else {
            phase.connectionBytesUp += bytes;
        }
    }

    /** @param stateBefore state in which the bytes were awaited */
    void countDown(State stateBefore, int bytes) {
        if (stateBefore == State.BUSY) {
            phase.messageBytesDown += bytes;
        } else {
            phase.connectionBytesDown += bytes;
        }
    }

    /** True while a TCP connection is established. */
    boolean isOpen() {
        return state != State.CLOSED && state != State.CONNECTING;
    }

    /** Closes the socket, if any, and discards unsent bytes. */
    void close() {
        state = State.CLOSED;
        if (unsent != null) {
            unsent.clear();
        }
        sockets.close(slot);
    }
}
