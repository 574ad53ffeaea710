package dev.wirebench.model.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where WebSocket's masking keys and handshake keys come from; RFC 6455, sections 5.3 and 4.1. */
public enum Masks {
    /** A cryptographically strong generator: nobody can tell the next from those before, as the RFC demands. */
    SECURE,
    /** The plan's seed: a connection sends the same bytes in every run. */
    SEEDED;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
