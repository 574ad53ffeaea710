package dev.wirebench.model.text;

import java.nio.ByteBuffer;

/** Checks that bytes which come in pieces are UTF-8 (RFC 3629, section 4). Confined to one thread. */
public final class Utf8Check {

    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

    /** Continuation bytes that are still to come. */
    private int missing;
    /** What the next continuation byte may be. */
    private int lowest;

    private int highest;

    /** Begins a new text. */
    public void reset() {
        missing = 0;
    }

    /**
     * Reads the next {@code length} bytes, without moving the buffer's position.
     *
     * @return false once something cannot be UTF-8, however it might go on
     */
    public boolean accept(ByteBuffer bytes, int length) {
        int at = bytes.position();
        int end = at + length;
        while (at < end) {
            if (missing == 0) {
                at = skipAscii(bytes, at, end);
                if (at == end) {
                    return true;
                }
            }
            if (!accept(bytes.get(at++) & 0xff)) {
                return false;
            }
        }
        return true;
    }

    /** Whether no character is left unfinished. */
    public boolean isComplete() {
        return missing == 0;
    }

    private static int skipAscii(ByteBuffer bytes, int from, int end) {
        int at = from;
        while (at <= end - Long.BYTES && (bytes.getLong(at) & NOT_ASCII) == 0) {
            at += Long.BYTES;
        }
        while (at < end && bytes.get(at) >= 0) {
            at++;
        }
        return at;
    }

    private boolean accept(int value) {
        if (missing > 0) {
            boolean isContinuation = value >= lowest && value <= highest;
            missing--;
            lowest = 0x80;
            highest = 0xbf;
            return isContinuation;
        }
        // Neither longer forms than needed, nor surrogates, nor anything above U+10FFFF.
        lowest = value == 0xe0 ? 0xa0 : value == 0xf0 ? 0x90 : 0x80;
        highest = value == 0xed ? 0x9f : value == 0xf4 ? 0x8f : 0xbf;
        missing = value >= 0xf0 ? 3 : value >= 0xe0 ? 2 : 1;
        return value >= 0xc2 && value <= 0xf4;
    }
}
