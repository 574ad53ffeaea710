package dev.wirebench.loadgen.wire.websocket;

import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.loadgen.wire.http.HttpHead;
import dev.wirebench.loadgen.wire.http.HttpWire;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Client side of the WebSocket opening handshake (RFC 6455, section 4), without extensions. Confined to one worker. */
public final class WebSocketHandshake {

    private static final byte[] ACCEPT_GUID =
            "258EAFA5-E914-47DA-95CA-C5AB0DC85B11".getBytes(StandardCharsets.US_ASCII);

    private static final int KEY_BYTES = 24;

    private final HttpHead head = new HttpHead();
    private final byte[] requestHead;
    private final byte[] requestTail = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private final byte[] expectedAccept = new byte[28];
    private final String subprotocol;
    private final RandomGenerator keys;
    private final MessageDigest sha1 = sha1();
    private boolean isDone;

    /** @param subprotocol null to offer none */
    public WebSocketHandshake(URI url, Map<String, String> headers, String subprotocol, RandomGenerator keys) {
        this.subprotocol = subprotocol;
        this.keys = keys;
        StringBuilder text = new StringBuilder();
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        if (subprotocol != null) {
            text.append("Sec-WebSocket-Protocol: ").append(subprotocol).append("\r\n");
        }
        requestHead = ("GET " + HttpWire.requestTarget(url) + " HTTP/1.1\r\nHost: " + url.getRawAuthority()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" + text
                        + "Sec-WebSocket-Key: ")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    public int encodedBytes() {
        return requestHead.length + KEY_BYTES + requestTail.length;
    }

    public void reset() {
        isDone = false;
        head.reset();
    }

    /** True once the server has accepted. */
    public boolean isDone() {
        return isDone;
    }

    public void encode(ByteBuffer out) {
        byte[] nonce = new byte[16];
        ByteBuffer.wrap(nonce).putLong(keys.nextLong()).putLong(keys.nextLong());
        byte[] key = Base64.getEncoder().encode(nonce);
        sha1.update(key);
        Base64.getEncoder().encode(sha1.digest(ACCEPT_GUID), expectedAccept);
        out.put(requestHead).put(key).put(requestTail);
    }

    /** Consumes the server's response. @return OPENED when accepted, else MORE, HANDSHAKE_REFUSED or MALFORMED */
    public Decoded decode(ByteBuffer in) {
        Decoded decoded = head.decode(in);
        if (decoded != Decoded.OPENED) {
            return decoded;
        }
        isDone = head.status == 101
                && head.upgrades
                && head.upgradesToWebSocket
                && head.acceptEquals(expectedAccept)
                && !head.hasExtensions
                && (head.subprotocol == null || head.subprotocol.equals(subprotocol));
        return isDone ? Decoded.OPENED : Decoded.HANDSHAKE_REFUSED;
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
