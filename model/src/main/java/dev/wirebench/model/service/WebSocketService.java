package dev.wirebench.model.service;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.wirebench.model.text.Redaction;
import dev.wirebench.model.text.Require;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * A WebSocket service. Immutable.
 *
 * @param headers sent in the handshake besides those of RFC 6455
 * @param body the message, instead of the plan's payload
 * @param answer what tells an answer from other messages; null if the first that comes is taken for one
 * @param greeting so many messages at the start of each connection answer nothing; 0 to 1000
 */
public record WebSocketService(
        @JsonProperty(required = true) URI url,
        Map<String, String> headers,
        String subprotocol,
        MessageType message,
        String body,
        Check check,
        AnswerSign answer,
        Integer greeting)
        implements Service {

    /** Headers of the handshake that cannot be given. */
    static final Set<String> OURS = Set.of(
            "host",
            "connection",
            "upgrade",
            "sec-websocket-key",
            "sec-websocket-version",
            "sec-websocket-protocol",
            "sec-websocket-extensions");

    @JsonCreator
    public WebSocketService {
        Require.url(url, Protocol.WEBSOCKET.scheme());
        headers = Require.headers(headers, OURS);
        if (subprotocol != null && !subprotocol.matches(Require.TOKEN)) {
            throw new IllegalArgumentException("subprotocol must be an HTTP token, was '" + subprotocol + "'");
        }
        message = message == null ? MessageType.BINARY : message;
        check = check == null ? (body == null ? Check.ECHO : Check.ANY) : check;
        greeting = Require.greeting(greeting);
        AnswerSign.requireFits(answer, body);
    }

    /** A service that echoes the plan's payload and sends nothing else. */
    public WebSocketService(URI url) {
        this(url, null, null, null, null, null, null, null);
    }

    @Override
    public Protocol protocol() {
        return Protocol.WEBSOCKET;
    }

    public WebSocketService withHeaders(Map<String, String> others) {
        return new WebSocketService(url, others, subprotocol, message, body, check, answer, greeting);
    }

    public WebSocketService withSubprotocol(String other) {
        return new WebSocketService(url, headers, other, message, body, check, answer, greeting);
    }

    public WebSocketService withMessage(MessageType other) {
        return new WebSocketService(url, headers, subprotocol, other, body, check, answer, greeting);
    }

    @Override
    public WebSocketService withBody(String other) {
        AnswerSign sign = AnswerSign.of(answer, other);
        return new WebSocketService(url, headers, subprotocol, message, other, check, sign, greeting);
    }

    @Override
    public WebSocketService withCheck(Check other) {
        return new WebSocketService(url, headers, subprotocol, message, body, other, answer, greeting);
    }

    /** The same service with another sign of an answer and another greeting. */
    public WebSocketService withAnswer(AnswerSign sign, int greetings) {
        return new WebSocketService(url, headers, subprotocol, message, body, check, sign, greetings);
    }

    @Override
    public WebSocketService redacted(Redaction redaction) {
        return new WebSocketService(
                redaction.url(url),
                redaction.headers(headers),
                subprotocol,
                message,
                redaction.text(body),
                check,
                answer,
                greeting);
    }
}
