package dev.wirebench.loadgen.wire;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** The frames a WebSocket client sends: whole and masked (RFC 6455, sections 5.2 and 5.3). Confined to one worker. */
final class MaskedFrames {

    /** Opcode and length bytes, eight of extended length, the mask. */
    static final int MAX_HEADER_BYTES = 14;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int NORMAL_CLOSURE = 1000;

    private final RandomGenerator keys;

    MaskedFrames(RandomGenerator keys) {
        this.keys = keys;
    }

    /** Puts a frame's header; its content follows, then {@link #applyMask}. @return the mask */
    int putHeader(int opcode, int length, ByteBuffer out) {
        out.put((byte) (FIN | opcode));
        if (length < 126) {
            out.put((byte) (MASKED | length));
        } else if (length < 1 << 16) {
            out.put((byte) (MASKED | 126)).putShort((short) length);
        } else {
            out.put((byte) (MASKED | 127)).putLong(length);
        }
        int mask = keys.nextInt();
        out.putInt(mask);
        return mask;
    }

    /** Masks what was put from {@code start} on, eight bytes at a time. */
    static void applyMask(int mask, int start, ByteBuffer out) {
        int end = out.position();
        long twice = (long) mask << 32 | mask & 0xffffffffL;
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            out.putLong(at, out.getLong(at) ^ twice);
        }
        for (; at < end; at++) {
            int shift = 24 - 8 * (at - start & 3);
            out.put(at, (byte) (out.get(at) ^ mask >>> shift));
        }
    }

    void put(int opcode, byte[] content, ByteBuffer out) {
        int mask = putHeader(opcode, content.length, out);
        int start = out.position();
        out.put(content);
        applyMask(mask, start, out);
    }

    /** Puts the answer to a ping, with the ping's content; section 5.5.3. */
    void putPong(ByteBuffer content, ByteBuffer out) {
        int mask = putHeader(WebSocketFrames.PONG, content.remaining(), out);
        int start = out.position();
        out.put(content);
        applyMask(mask, start, out);
    }

    /** Puts a close frame; section 7.1.2. */
    void putClose(ByteBuffer out) {
        int mask = putHeader(WebSocketFrames.CLOSE, Short.BYTES, out);
        int start = out.position();
        out.putShort((short) NORMAL_CLOSURE);
        applyMask(mask, start, out);
    }
}
