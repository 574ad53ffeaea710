package dev.wirebench.model;

import com.fasterxml.jackson.annotation.JsonValue;

/** What measured a cell. */
public enum Instrument {
    /** Our own load generator on non-blocking sockets. */
    NIO,
    GATLING;

    @JsonValue
    public String label() {
        return name().toLowerCase();
    }
}
