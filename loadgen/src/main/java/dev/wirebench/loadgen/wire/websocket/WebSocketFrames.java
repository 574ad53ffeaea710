package dev.wirebench.loadgen.wire.websocket;

import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.model.text.Utf8Check;
import java.nio.ByteBuffer;

/**
 * Strict parser for a server's frames (RFC 6455, section 5): no reserved bits, no mask, shortest length form, control
 * frames unfragmented and at most 125 bytes, fragments in order, text and close reasons valid UTF-8, refused at the
 * first invalid byte (sections 8.1 and 5.5.1). Confined to one worker.
 */
public final class WebSocketFrames {

    public static final int MAX_CONTROL_BYTES = 125;

    /** Limit for empty fragments and control frames within one message, so that it must end. */
    static final int MAX_IDLE_FRAMES = 1024;

    public static final int TEXT = 1;
    public static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PONG = 10;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int RESERVED_BITS = 0x70;
    private static final int CONTINUATION = 0;
    private static final int PING = 9;

    private final DataMessages messages;
    private final int maxBytes;
    private final ByteBuffer control = ByteBuffer.allocate(MAX_CONTROL_BYTES);

    private final Utf8Check utf8 = new Utf8Check();

    private boolean inMessage;
    private boolean isText;
    private long messageBytes;
    private int idleFrames;
    private int headerBytes;
    private int lengthBytes;
    private int first;
    private long length;
    private long remaining;

    /** @param maxBytes per message; a longer one is malformed */
    public WebSocketFrames(DataMessages messages, int maxBytes) {
        this.messages = messages;
        this.maxBytes = maxBytes;
    }

    public void reset() {
        inMessage = false;
        headerBytes = 0;
    }

    /** Content of the last ping. */
    public ByteBuffer control() {
        return control;
    }

    public Decoded decode(ByteBuffer in) {
        while (in.hasRemaining() || isFrameComplete()) {
            if (!isHeaderComplete()) {
                if (!readHeader(in.get())) {
                    return Decoded.MALFORMED;
                }
                continue;
            }
            if (!readContent(in)) {
                return Decoded.MALFORMED;
            }
            if (remaining > 0) {
                return Decoded.MORE;
            }
            headerBytes = 0;
            Decoded decoded = endFrame();
            if (decoded != Decoded.MORE) {
                return decoded;
            }
        }
        return Decoded.MORE;
    }

    private boolean isHeaderComplete() {
        return headerBytes >= 2 && lengthBytes == 0;
    }

    private boolean isFrameComplete() {
        return isHeaderComplete() && remaining == 0;
    }

    private int opcode() {
        return first & 0x0f;
    }

    private boolean isControl() {
        return opcode() >= CLOSE;
    }

    private boolean isFinal() {
        return (first & FIN) != 0;
    }

    /** @return false if the header violates the protocol */
    private boolean readHeader(byte next) {
        headerBytes++;
        if (headerBytes == 1) {
            first = next & 0xff;
            lengthBytes = 0;
            return (first & RESERVED_BITS) == 0;
        }
        if (headerBytes == 2) {
            length = next & 0x7f;
            lengthBytes = length == 126 ? Short.BYTES : length == 127 ? Long.BYTES : 0;
            if ((next & MASKED) != 0) {
                return false;
            }
            if (lengthBytes > 0) {
                length = 0;
                return !isControl();
            }
            return beginFrame();
        }
        length = length << Byte.SIZE | next & 0xff;
        if (--lengthBytes > 0) {
            return true;
        }
        boolean isShortest = headerBytes == 4 ? length >= 126 : length >= 1 << 16;
        return isShortest && beginFrame();
    }

    private boolean beginFrame() {
        remaining = length;
        if (isControl()) {
            control.clear();
            return isFinal() && opcode() <= PONG && (!inMessage || countIdle());
        }
        boolean isInOrder = opcode() == CONTINUATION ? inMessage : !inMessage && opcode() <= BINARY && beginMessage();
        if (!isInOrder || length > maxBytes - messageBytes) {
            return false;
        }
        messageBytes += length;
        return length > 0 || countIdle();
    }

    private boolean beginMessage() {
        inMessage = true;
        isText = opcode() == TEXT;
        messageBytes = 0;
        idleFrames = 0;
        utf8.reset();
        return messages.begin(opcode());
    }

    private boolean countIdle() {
        return ++idleFrames <= MAX_IDLE_FRAMES;
    }

    /** @return false if the message violates its protocol */
    private boolean readContent(ByteBuffer in) {
        int piece = (int) Math.min(remaining, in.remaining());
        remaining -= piece;
        if (!isControl()) {
            return (!isText || utf8.accept(in, piece)) && messages.accept(in, piece);
        }
        for (; piece > 0; piece--) {
            control.put(in.get());
        }
        return true;
    }

    private Decoded endFrame() {
        if (isControl()) {
            control.flip();
            return switch (opcode()) {
                case CLOSE -> isValidClose() ? Decoded.CLOSED : Decoded.MALFORMED;
                case PING -> Decoded.REPLY_DUE;
                default -> Decoded.MORE;
            };
        }
        if (!isFinal()) {
            return Decoded.MORE;
        }
        inMessage = false;
        return isText && !utf8.isComplete() ? Decoded.MALFORMED : messages.end();
    }

    /** Empty, or an allowed status code and a reason; sections 5.5.1 and 7.4. */
    private boolean isValidClose() {
        if (control.remaining() == 0) {
            return true;
        }
        if (control.remaining() == 1) {
            return false;
        }
        int code = control.getShort() & 0xffff;
        boolean isDefined = code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
        utf8.reset();
        return (isDefined || code >= 3000 && code <= 4999)
                && utf8.accept(control, control.remaining())
                && utf8.isComplete();
    }
}
