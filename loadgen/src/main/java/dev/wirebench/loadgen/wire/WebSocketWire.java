package dev.wirebench.loadgen.wire;

import dev.wirebench.model.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.SplittableRandom;

/**
 * The client's side of WebSocket, RFC 6455: the HTTP handshake (section 4), then frames (section 5), without extensions.
 */
final class WebSocketWire implements Wire {

    private static final byte[] ACCEPT_GUID =
            "258EAFA5-E914-47DA-95CA-C5AB0DC85B11".getBytes(StandardCharsets.US_ASCII);

    static final int FIN = 0x80;
    static final int MASKED = 0x80;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PONG = 10;
    static final int NORMAL_CLOSURE = 1000;

    /** Opcode and length bytes, eight of extended length, the mask. */
    private static final int MAX_HEADER_BYTES = 14;

    private final Payload payload;
    private final Answer answer;
    private final WebSocketFrames frames;
    private final HttpHead head = new HttpHead();
    private final byte[] handshakeHead;
    private final byte[] handshakeTail;
    private final byte[] expectedAccept = new byte[28];
    private final String subprotocol;
    private final int opcode;
    private final SplittableRandom random;
    private final MessageDigest sha1 = sha1();
    private boolean isOpen;
    private boolean closeSent;

    WebSocketWire(Target.WebSocket service, Payload payload, long seed) {
        this.payload = payload;
        this.answer = new Answer(payload, service.check());
        this.opcode = service.message() == Target.MessageType.TEXT ? TEXT : BINARY;
        this.frames = new WebSocketFrames(answer, opcode);
        this.subprotocol = service.subprotocol();
        this.random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        service.headers()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append("\r\n"));
        if (subprotocol != null) {
            text.append("Sec-WebSocket-Protocol: ").append(subprotocol).append("\r\n");
        }
        handshakeHead = ("GET " + HttpWire.requestTarget(service.url()) + " HTTP/1.1\r\nHost: "
                        + service.url().getRawAuthority()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" + text
                        + "Sec-WebSocket-Key: ")
                .getBytes(StandardCharsets.ISO_8859_1);
        handshakeTail = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public int maxEncodedBytes() {
        int handshake = handshakeHead.length + 24 + handshakeTail.length;
        int message = MAX_HEADER_BYTES + payload.bytes();
        return Math.max(Math.max(handshake, message), MAX_HEADER_BYTES + WebSocketFrames.MAX_CONTROL_BYTES);
    }

    @Override
    public boolean reset() {
        isOpen = false;
        closeSent = false;
        head.reset();
        frames.reset();
        return true;
    }

    @Override
    public void encodeHandshake(ByteBuffer out) {
        byte[] nonce = new byte[16];
        ByteBuffer.wrap(nonce).putLong(random.nextLong()).putLong(random.nextLong());
        byte[] key = Base64.getEncoder().encode(nonce);
        sha1.update(key);
        Base64.getEncoder().encode(sha1.digest(ACCEPT_GUID), expectedAccept);
        out.put(handshakeHead).put(key).put(handshakeTail);
    }

    @Override
    public void encode(long sequence, boolean last, ByteBuffer out) {
        answer.expect(sequence);
        frames.await();
        int mask = putHeader(opcode, payload.bytes(), out);
        int start = out.position();
        payload.put(sequence, out);
        applyMask(mask, start, out);
    }

    @Override
    public Decoded decode(ByteBuffer in) {
        if (isOpen) {
            return frames.decode(in);
        }
        Decoded decoded = head.decode(in);
        if (decoded != Decoded.OPENED) {
            return decoded;
        }
        boolean agreed = head.status == 101
                && head.upgrades
                && head.upgradesToWebSocket
                && head.acceptEquals(expectedAccept)
                && !head.hasExtensions
                && (head.subprotocol == null || head.subprotocol.equals(subprotocol));
        isOpen = agreed;
        return agreed ? Decoded.OPENED : Decoded.HANDSHAKE_REFUSED;
    }

    @Override
    public Decoded endOfStream() {
        return isOpen ? Decoded.CLOSED : Decoded.HANDSHAKE_REFUSED;
    }

    /** A pong with the ping's content, section 5.5.3. */
    @Override
    public void encodeReply(ByteBuffer out) {
        putMasked(PONG, frames.control(), out);
    }

    @Override
    public boolean isEnding() {
        return false;
    }

    /** A close frame once the handshake is through; section 7.1.2. */
    @Override
    public boolean encodeClose(ByteBuffer out) {
        if (!isOpen || closeSent) {
            return false;
        }
        closeSent = true;
        int mask = putHeader(CLOSE, Short.BYTES, out);
        int start = out.position();
        out.putShort((short) NORMAL_CLOSURE);
        applyMask(mask, start, out);
        return true;
    }

    private void putMasked(int controlOpcode, ByteBuffer content, ByteBuffer out) {
        int mask = putHeader(controlOpcode, content.remaining(), out);
        int start = out.position();
        out.put(content);
        applyMask(mask, start, out);
    }

    /** Puts the header of an unfragmented masked frame; section 5.2. @return the mask */
    private int putHeader(int frameOpcode, int length, ByteBuffer out) {
        out.put((byte) (FIN | frameOpcode));
        if (length < 126) {
            out.put((byte) (MASKED | length));
        } else if (length < 1 << 16) {
            out.put((byte) (MASKED | 126)).putShort((short) length);
        } else {
            out.put((byte) (MASKED | 127)).putLong(length);
        }
        int mask = random.nextInt();
        out.putInt(mask);
        return mask;
    }

    /** Section 5.3, eight bytes at a time, from {@code start} to the buffer's position. */
    private static void applyMask(int mask, int start, ByteBuffer out) {
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

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
