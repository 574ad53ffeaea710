package dev.wirebench.loadgen.wire.websocket;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * Encoder for a WebSocket client's frames: unfragmented and masked (RFC 6455, sections 5.2 and 5.3). Confined to one
 * worker.
 */
public final class MaskedFrames {

    /** Opcode and length byte, eight bytes of extended length, the mask. */
    public static final int MAX_HEADER_BYTES = 14;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int NORMAL_CLOSURE = 1000;

    private final RandomGenerator keys;
    private int mask;
    private int start;

    public MaskedFrames(RandomGenerator keys) {
        this.keys = keys;
    }

    /** Puts a frame's header; its content follows, then {@link #end}. */
    public void begin(int opcode, int length, ByteBuffer out) {
        out.put((byte) (FIN | opcode));
        if (length < 126) {
            out.put((byte) (MASKED | length));
        } else if (length < 1 << 16) {
            out.put((byte) (MASKED | 126)).putShort((short) length);
        } else {
            out.put((byte) (MASKED | 127)).putLong(length);
        }
        mask = keys.nextInt();
        out.putInt(mask);
        start = out.position();
    }

    /** Masks the content put since {@link #begin}, eight bytes at a time. */
    public void end(ByteBuffer out) {
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

    public void put(int opcode, byte[] content, ByteBuffer out) {
        begin(opcode, content.length, out);
        out.put(content);
        end(out);
    }

    /** Puts the reply to a ping with its content; section 5.5.3. */
    public void putPong(ByteBuffer content, ByteBuffer out) {
        begin(WebSocketFrames.PONG, content.remaining(), out);
        out.put(content);
        end(out);
    }

    /** Puts a close frame; section 7.1.2. */
    public void putClose(ByteBuffer out) {
        begin(WebSocketFrames.CLOSE, Short.BYTES, out);
        out.putShort((short) NORMAL_CLOSURE);
        end(out);
    }
}
