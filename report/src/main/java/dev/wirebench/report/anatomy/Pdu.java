package dev.wirebench.report.anatomy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What its protocol says as one: an HTTP request or response, a WebSocket frame, a raw message. Immutable.
 *
 * @param message which of the connection's messages it belongs to, from 1 on; 0 to none
 * @param call index of the socket call that moved its first byte
 * @param offset of its first byte among all that went in that direction on the connection
 */
public record Pdu(
        @JsonProperty(required = true) Direction direction,
        @JsonProperty(required = true) String what,
        @JsonProperty(required = true) Stage stage,
        @JsonProperty(required = true) int message,
        @JsonProperty(required = true) int call,
        @JsonProperty(required = true) long offset,
        @JsonProperty(required = true) long bytes,
        @JsonProperty(required = true) List<Field> parts) {

    public Pdu {
        parts = List.copyOf(parts);
    }

    /** {@code opening}, {@code message 1}, {@code unasked}, {@code closing}. */
    public String paidFor() {
        return stage.label() + (message > 0 ? " " + message : "");
    }
}
