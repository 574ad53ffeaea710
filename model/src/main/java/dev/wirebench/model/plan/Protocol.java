package dev.wirebench.model.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** What is spoken on a connection; all of them travel over TCP. */
public enum Protocol {
    /** HTTP/1.1, RFC 9112. */
    HTTP,
    /** WebSocket, RFC 6455: an HTTP handshake, then frames both ways. */
    WEBSOCKET,
    /** Messages framed directly on the TCP byte stream. */
    RAW,
    /** Socket.IO, revision 5 of its protocol, on Engine.IO 4 on WebSocket: two more handshakes, then events both ways. */
    SOCKETIO;

    /** Those that the embedded targets speak, in reading order. */
    public static final List<Protocol> EMBEDDED = List.of(HTTP, WEBSOCKET, RAW);

    @JsonValue
    public String label() {
        return this == SOCKETIO ? "socket.io" : name().toLowerCase(Locale.ROOT);
    }

    /** Whether a connection needs more than TCP's before its first message. */
    public boolean hasHandshake() {
        return this == WEBSOCKET || this == SOCKETIO;
    }
}
