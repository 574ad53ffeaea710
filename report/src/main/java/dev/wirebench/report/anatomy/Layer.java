package dev.wirebench.report.anatomy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What, above TCP, bytes belong to. */
public enum Layer {
    /** HTTP/1.1, RFC 9112. */
    HTTP("HTTP"),
    /** WebSocket, RFC 6455. */
    WEBSOCKET("WebSocket"),
    /** Where a raw message begins and ends. */
    FRAMING("framing"),
    /** What was to be said; the rest is what saying it took. */
    MESSAGE("message"),
    /** Not what the protocol allows. */
    UNKNOWN("unknown");

    private final String title;

    Layer(String title) {
        this.title = title;
    }

    /** As people write it. */
    public String title() {
        return title;
    }

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
