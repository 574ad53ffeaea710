package dev.wirebench.model.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What measured a cell. */
public enum Instrument {
    /** Our own load generator on non-blocking sockets. */
    NIO,
    GATLING;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
