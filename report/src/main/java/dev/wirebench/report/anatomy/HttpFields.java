package dev.wirebench.report.anatomy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/** What the fields of HTTP heads are for, as far as Wirebench and WebSocket need them. */
final class HttpFields {

    private static final String ACCEPT_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("host", "which of the sites of that address is meant"),
            Map.entry("content-length", "bytes of content behind the head: TCP itself knows no ends of messages"),
            Map.entry("transfer-encoding", "the content comes in chunks, each with its length"),
            Map.entry("content-type", "what the content is"),
            Map.entry("accept", "what kind of content is wanted"),
            Map.entry("upgrade", "the protocol to change to, on this same connection"),
            Map.entry("sec-websocket-version", "of WebSocket: the one of RFC 6455"),
            Map.entry("sec-websocket-key", "drawn anew; only who knows WebSocket can answer it"),
            Map.entry("sec-websocket-protocol", "what the messages are to mean"),
            Map.entry("sec-websocket-extensions", "what is changed about the frames"));

    private HttpFields() {}

    static String meaning(String name, String value) {
        if (name.equalsIgnoreCase("connection")) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "close" -> "the last message of this connection";
                case "upgrade" -> "the field Upgrade is meant for this connection";
                case "keep-alive" -> "the connection is kept";
                default -> "about this connection only";
            };
        }
        return MEANINGS.getOrDefault(name.toLowerCase(Locale.ROOT), "a field");
    }

    /** What a handshake's key has to be answered with; RFC 6455, section 4.2.2. */
    static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + ACCEPT_GUID).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
