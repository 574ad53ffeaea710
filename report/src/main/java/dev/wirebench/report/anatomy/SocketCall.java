package dev.wirebench.report.anatomy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * A call of the socket API, as POSIX names it. Immutable.
 *
 * @param bytes moved by {@code send} or {@code recv}; a {@code recv} of 0 is the end of the stream; null for the others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SocketCall(@JsonProperty(required = true) Name call, Long bytes) {

    /** Which call. */
    public enum Name {
        SOCKET,
        BIND,
        CONNECT,
        SEND,
        RECV,
        CLOSE;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static SocketCall of(Name call) {
        return new SocketCall(call, null);
    }
}
