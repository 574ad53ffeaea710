package dev.wirebench.targets.scripted;

import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.text.Utf8Check;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * WebSocket frames (RFC 6455, section 5) after the handshake: echoes each message as one frame, even if it was
 * fragmented. Confined to one loop.
 */
final class ScriptedWebSocket implements ScriptedWire {

    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int MASK_BYTES = 4;
    private static final int MAX_CONTROL_BYTES = 125;

    /** Status codes, section 7.4.1. */
    private static final short PROTOCOL_ERROR = 1002;

    private static final short NOT_UTF8 = 1007;
    private static final short TOO_BIG = 1009;

    /** The fragments received so far; null outside a fragmented message. */
    private ByteArrayOutputStream fragments;

    private int fragmentedOpcode;

    @Override
    public Protocol protocol() {
        return Protocol.WEBSOCKET;
    }

    @Override
    public void read(ByteBuffer in, Replies replies) {
        boolean goesOn = true;
        while (goesOn && in.remaining() >= Short.BYTES) {
            goesOn = readFrame(in, replies);
        }
    }

    /** @return false if the frame is incomplete or the connection ends */
    private boolean readFrame(ByteBuffer in, Replies replies) {
        int start = in.position();
        int first = in.get(start) & 0xff;
        int second = in.get(start + 1) & 0xff;
        if (isForbidden(first, second)) {
            return end(PROTOCOL_ERROR, replies);
        }
        int shortLength = second & ~MASKED;
        int lengthBytes = shortLength == 127 ? Long.BYTES : shortLength == 126 ? Short.BYTES : 0;
        int headerBytes = 2 + lengthBytes + MASK_BYTES;
        if (in.remaining() < headerBytes) {
            return false;
        }
        long length = lengthBytes == 0
                ? shortLength
                : lengthBytes == Short.BYTES ? in.getShort(start + 2) & 0xffff : in.getLong(start + 2);
        if (length < 0 || length > Target.MAX_BODY_BYTES - (fragments == null ? 0 : fragments.size())) {
            return end(TOO_BIG, replies);
        }
        if (in.remaining() < headerBytes + length) {
            return false;
        }
        in.position(start + headerBytes + (int) length);
        ByteBuffer payload = in.slice(start + headerBytes, (int) length);
        unmask(in.getInt(start + headerBytes - MASK_BYTES), payload);
        int opcode = first & 0x0f;
        return opcode >= CLOSE ? control(opcode, payload, replies) : data(opcode, (first & FIN) != 0, payload, replies);
    }

    private boolean isForbidden(int first, int second) {
        boolean isFin = (first & FIN) != 0;
        boolean isOpcodeWrong = switch (first & 0x0f) {
            case CONTINUATION -> fragments == null;
            case TEXT, BINARY -> fragments != null;
            case CLOSE, PING, PONG -> !isFin || (second & ~MASKED) > MAX_CONTROL_BYTES;
            default -> true;
        };
        return isOpcodeWrong || (first & RESERVED) != 0 || (second & MASKED) == 0;
    }

    private boolean data(int opcode, boolean isFin, ByteBuffer payload, Replies replies) {
        if (isFin && fragments == null) {
            return message(opcode, payload, replies);
        }
        if (fragments == null) {
            fragments = new ByteArrayOutputStream();
            fragmentedOpcode = opcode;
        }
        byte[] fragment = new byte[payload.remaining()];
        payload.get(fragment);
        fragments.writeBytes(fragment);
        if (!isFin) {
            return true;
        }
        ByteBuffer whole = ByteBuffer.wrap(fragments.toByteArray());
        fragments = null;
        return message(fragmentedOpcode, whole, replies);
    }

    private static boolean message(int opcode, ByteBuffer payload, Replies replies) {
        if (opcode == TEXT) {
            Utf8Check utf8 = new Utf8Check();
            if (!utf8.accept(payload, payload.remaining()) || !utf8.isComplete()) {
                return end(NOT_UTF8, replies);
            }
        }
        replies.message(payload, frame(opcode, payload), false);
        return true;
    }

    private static boolean control(int opcode, ByteBuffer payload, Replies replies) {
        switch (opcode) {
            case PING -> replies.send(frame(PONG, payload));
            case CLOSE -> {
                if (payload.remaining() == 1) {
                    return end(PROTOCOL_ERROR, replies);
                }
                // Only the code is sent back.
                replies.sendLast(frame(CLOSE, payload.limit(Math.min(payload.limit(), Short.BYTES))));
                return false;
            }
            default -> {}
        }
        return true;
    }

    /** @return false */
    private static boolean end(short code, Replies replies) {
        replies.sendLast(frame(CLOSE, ByteBuffer.allocate(Short.BYTES).putShort(0, code)));
        return false;
    }

    /** Unmasks eight bytes at a time, section 5.3. */
    private static void unmask(int mask, ByteBuffer payload) {
        long twice = (long) mask << 32 | mask & 0xffffffffL;
        int end = payload.limit();
        int at = 0;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            payload.putLong(at, payload.getLong(at) ^ twice);
        }
        for (; at < end; at++) {
            payload.put(at, (byte) (payload.get(at) ^ mask >>> 24 - 8 * (at & 3)));
        }
    }

    /** An unmasked, unfragmented frame, section 5.2. */
    private static ByteBuffer frame(int opcode, ByteBuffer payload) {
        int length = payload.remaining();
        ByteBuffer frame = ByteBuffer.allocate(2 + Long.BYTES + length).put((byte) (FIN | opcode));
        if (length < 126) {
            frame.put((byte) length);
        } else if (length < 1 << 16) {
            frame.put((byte) 126).putShort((short) length);
        } else {
            frame.put((byte) 127).putLong(length);
        }
        return frame.put(payload.duplicate()).flip();
    }
}
