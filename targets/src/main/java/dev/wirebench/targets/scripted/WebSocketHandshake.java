package dev.wirebench.targets.scripted;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Server side of the opening handshake (RFC 6455, section 4.2): accepts the first subprotocol offered, and no
 * extension.
 */
final class WebSocketHandshake {

    private static final String ACCEPT_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private WebSocketHandshake() {}

    /** The response head; null if the request is not a valid handshake. */
    static String answer(RequestHead head) {
        String key = head.fields().get("sec-websocket-key");
        if (key == null
                || !head.method().equals("GET")
                || !head.lists("connection", "upgrade")
                || !"13".equals(head.fields().get("sec-websocket-version"))) {
            return null;
        }
        String offered = head.fields().get("sec-websocket-protocol");
        String subprotocol = offered == null ? "" : "Sec-WebSocket-Protocol: " + offered.split(",")[0].trim() + "\r\n";
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + subprotocol
                + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n";
    }

    private static String accept(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder()
                    .encodeToString(sha1.digest((key + ACCEPT_GUID).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
