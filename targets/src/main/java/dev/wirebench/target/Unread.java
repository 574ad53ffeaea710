package dev.wirebench.target;

import java.nio.ByteBuffer;

/** What a connection has received of a message that is not whole yet; holds nothing between messages. Confined to one loop. */
final class Unread {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int LEAST_BYTES = 256;

    /** Written up to its position. */
    private ByteBuffer rest = NOTHING;

    /** All that is unread now that {@code in} has come; to be given to {@link #keep} when it has been consumed. */
    ByteBuffer with(ByteBuffer in) {
        if (rest.position() == 0) {
            return in;
        }
        append(in);
        return rest.flip();
    }

    void keep(ByteBuffer left) {
        if (!left.hasRemaining()) {
            rest = NOTHING;
        } else if (left == rest) {
            keepRest();
        } else {
            rest = NOTHING;
            append(left);
        }
    }

    private void keepRest() {
        if (rest.position() == 0) {
            // A large message that grows is not moved each time.
            rest.position(rest.limit()).limit(rest.capacity());
        } else {
            rest.compact();
        }
    }

    private void append(ByteBuffer bytes) {
        if (rest.remaining() < bytes.remaining()) {
            int needed = rest.position() + bytes.remaining();
            rest = ByteBuffer.allocate(Math.max(LEAST_BYTES, 2 * needed)).put(rest.flip());
        }
        rest.put(bytes);
    }
}
