package dev.wirebench.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is spoken on a connection; all three travel over TCP. */
public enum Protocol {
    /** HTTP/1.1, RFC 9112. */
    HTTP,
    /** WebSocket, RFC 6455: an HTTP handshake, then frames both ways. */
    WEBSOCKET,
    /** Messages framed directly on the TCP byte stream. */
    RAW;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
