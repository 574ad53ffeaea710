package dev.wirebench.targets.scripted;

import java.nio.ByteBuffer;

/** Received bytes of an incomplete message; holds no buffer between messages. Confined to one loop. */
final class UnreadBytes {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int LEAST_BYTES = 256;

    /** Filled up to its position. */
    private ByteBuffer rest = NOTHING;

    /** The kept bytes followed by {@code in}; pass the result to {@link #keep} after consuming from it. */
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
            // Avoids moving a large message on each read.
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
