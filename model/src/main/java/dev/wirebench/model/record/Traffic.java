package dev.wirebench.model.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What went over the sockets for the measured messages: bytes handed to and taken from TCP, so without its headers.
 *
 * <p>Connection bytes are what opening and closing connections took (handshakes and close frames); message
 * bytes are the rest. A kept connection that was opened before the measurement is counted here too. Immutable.
 */
public record Traffic(
        @JsonProperty(required = true) long connections,
        @JsonProperty(required = true) long connectionBytesUp,
        @JsonProperty(required = true) long connectionBytesDown,
        @JsonProperty(required = true) long messageBytesUp,
        @JsonProperty(required = true) long messageBytesDown) {

    public static final Traffic NONE = new Traffic(0, 0, 0, 0, 0);

    public Traffic plus(Traffic other) {
        return new Traffic(
                connections + other.connections,
                connectionBytesUp + other.connectionBytesUp,
                connectionBytesDown + other.connectionBytesDown,
                messageBytesUp + other.messageBytesUp,
                messageBytesDown + other.messageBytesDown);
    }
}
