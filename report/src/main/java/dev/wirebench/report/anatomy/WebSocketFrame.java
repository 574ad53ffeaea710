package dev.wirebench.report.anatomy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Takes WebSocket frames apart bit by bit (RFC 6455, section 5.2), strictly and without extensions. */
final class WebSocketFrame {

    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0f;
    private static final int MASK = 0x80;
    private static final int LENGTH = 0x7f;
    private static final int KEY_BYTES = 4;
    private static final int MAX_CONTROL_BYTES = 125;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;
    private static final int CLOSE = 8;
    private static final List<String> OPCODES = List.of("continuation", "text", "binary");
    private static final List<String> CONTROLS = List.of("close", "ping", "pong");

    private WebSocketFrame() {}

    static void read(ByteScanner scan) throws ByteScanner.NotUnderstoodException {
        byte[] head = scan.next(2, "a frame's header");
        int opcode = head[0] & OPCODE;
        boolean isFinal = (head[0] & FIN) != 0;
        boolean isMasked = (head[1] & MASK) != 0;
        int length = head[1] & LENGTH;
        String name = name(opcode);
        require((head[0] & RESERVED) == 0, "a reserved bit is set, without an extension that gives it a meaning");
        require(opcode < CLOSE || isFinal && length <= MAX_CONTROL_BYTES, "a control frame is whole, and short");
        require(isMasked == (scan.direction() == Direction.UP), "a client masks its frames, and only a client does");
        scan.part("first byte", Layer.WEBSOCKET, 1, "FIN, RSV and opcode", firstByte(head[0], name));
        scan.part("second byte", Layer.WEBSOCKET, 1, "MASK and length", secondByte(head[1]));
        int bytes = extended(scan, length);
        payload(scan, bytes, isMasked, opcode);
        scan.end(
                "WebSocket frame: " + name,
                opcode == CLOSE
                        ? ByteScanner.Kind.CLOSE
                        : opcode > CLOSE
                                ? ByteScanner.Kind.CONTROL
                                : isFinal ? ByteScanner.Kind.MESSAGE : ByteScanner.Kind.FRAGMENT);
    }

    private static void require(boolean isSo, String rule) throws ByteScanner.NotUnderstoodException {
        if (!isSo) {
            throw new ByteScanner.NotUnderstoodException("not a frame of RFC 6455: " + rule);
        }
    }

    private static String name(int opcode) throws ByteScanner.NotUnderstoodException {
        require(opcode < OPCODES.size() || opcode >= CLOSE && opcode - CLOSE < CONTROLS.size(), "opcode " + opcode);
        return opcode < CLOSE ? OPCODES.get(opcode) : CONTROLS.get(opcode - CLOSE);
    }

    private static Bits[] firstByte(int value, String opcode) {
        boolean isFinal = (value & FIN) != 0;
        return new Bits[] {
            Bits.of("FIN", value, FIN, isFinal ? "the last frame of its message" : "the message goes on"),
            Bits.of("RSV1-3", value, RESERVED, "no extension"),
            Bits.of("opcode", value, OPCODE, (value & OPCODE) + ": " + opcode)
        };
    }

    private static Bits[] secondByte(int value) {
        int length = value & LENGTH;
        boolean isMasked = (value & MASK) != 0;
        return new Bits[] {
            Bits.of("MASK", value, MASK, isMasked ? "masked, as a client must" : "not masked, as a server must not"),
            Bits.of(
                    "length",
                    value,
                    LENGTH,
                    length == LENGTH_IN_2_BYTES
                            ? "126: it stands in the next 2 bytes"
                            : length == LENGTH_IN_8_BYTES
                                    ? "127: it stands in the next 8 bytes"
                                    : length + " bytes of payload")
        };
    }

    private static int extended(ByteScanner scan, int length) throws ByteScanner.NotUnderstoodException {
        if (length < LENGTH_IN_2_BYTES) {
            return length;
        }
        boolean isShort = length == LENGTH_IN_2_BYTES;
        int width = isShort ? Short.BYTES : Long.BYTES;
        ByteBuffer number = ByteBuffer.wrap(scan.next(width, "a frame's length"));
        long bytes = isShort ? number.getShort() & 0xffff : number.getLong();
        require(bytes >= (isShort ? LENGTH_IN_2_BYTES : 1 << Short.SIZE), "a length is written as short as can be");
        if (bytes > scan.left()) {
            throw new ByteScanner.NotUnderstoodException("ends within the payload");
        }
        scan.part("extended length", Layer.WEBSOCKET, width, bytes + " bytes of payload");
        return (int) bytes;
    }

    private static void payload(ByteScanner scan, int bytes, boolean isMasked, int opcode)
            throws ByteScanner.NotUnderstoodException {
        byte[] key = new byte[KEY_BYTES];
        if (isMasked) {
            key = scan.next(KEY_BYTES, "the masking key");
            scan.part("masking key", Layer.WEBSOCKET, KEY_BYTES, "drawn anew for each frame");
        }
        byte[] wire = scan.next(bytes, "the payload");
        byte[] plain = wire.clone();
        for (int i = 0; i < bytes; i++) {
            plain[i] ^= key[i % KEY_BYTES];
        }
        if (bytes > 0) {
            scan.add(new Field(
                    isMasked ? "masked payload" : "payload",
                    opcode < CLOSE ? Layer.MESSAGE : Layer.WEBSOCKET,
                    scan.at(),
                    bytes,
                    Field.hex(wire),
                    isMasked ? Field.hex(plain) : null,
                    meaning(opcode, plain),
                    List.of()));
        }
    }

    private static String meaning(int opcode, byte[] plain) throws ByteScanner.NotUnderstoodException {
        if (opcode == CLOSE) {
            require(plain.length >= Short.BYTES, "a close frame's payload begins with a code of 2 bytes");
            int code = ByteBuffer.wrap(plain).getShort() & 0xffff;
            String reason = ShownBytes.text(Arrays.copyOfRange(plain, Short.BYTES, plain.length));
            return "code " + code + (code == 1000 ? ": a normal end" : "") + (reason.isEmpty() ? "" : ": " + reason);
        }
        return opcode > CLOSE ? "a pong carries back what its ping did" : "the message itself";
    }
}
