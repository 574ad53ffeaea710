package dev.wirebench.model.service;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.wirebench.model.text.Redaction;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/** A service that load is put on, with what is sent to it and which of its answers are right. Immutable. */
public sealed interface Service permits HttpService, WebSocketService, RawService, SocketIoService {

    /** What makes a well-formed answer the right one. */
    enum Check {
        /** It is, byte for byte, the message that was sent. */
        ECHO,
        /** It is there. */
        ANY;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The type of WebSocket message that is sent. */
    enum MessageType {
        TEXT,
        BINARY;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Protocol protocol();

    URI url();

    /** The message, instead of the plan's payload; null without one. */
    String body();

    Check check();

    /** Headers besides those of the protocol itself. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /** Tells an answer from other messages; null if the first message that comes is the answer. */
    default AnswerSign answer() {
        return null;
    }

    /** Number of messages at the start of each connection that answer nothing. */
    default Integer greeting() {
        return 0;
    }

    /** The same service with another message and the same check; a sequence number is in no message but the plan's. */
    Service withBody(String other);

    Service withCheck(Check other);

    /** The same service without credentials. */
    Service redacted(Redaction redaction);

    /** Whether a message has any content. */
    default boolean hasBody() {
        return true;
    }

    /** Whether something tells an answer from what the service sends of its own accord. */
    default boolean tellsAnswers() {
        return !protocol().mayServerSpeakFirst() || check() == Check.ECHO || answer() != null;
    }

    /** The URL for messages: without the query, which may contain a credential. */
    default String place() {
        return url().toString().replaceFirst("[?#].*", "");
    }
}
