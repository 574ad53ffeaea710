package dev.wirebench.model.service;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.wirebench.model.text.Redaction;
import dev.wirebench.model.text.Require;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Socket.IO service on the WebSocket transport of Engine.IO 4. Immutable.
 *
 * @param headers sent in the handshake besides those of RFC 6455
 * @param event the name under which messages are sent, 1 to 128 characters
 * @param message whether the event's argument is a string or a binary attachment
 * @param body the message, instead of the plan's payload
 * @param answer what tells an answer from other events, as the JSON array that an event is; null if the first that
 *     comes is taken for one
 * @param greeting so many events at the start of each connection answer nothing; 0 to 1000
 */
public record SocketIoService(
        @JsonProperty(required = true) URI url,
        Map<String, String> headers,
        String event,
        MessageType message,
        String body,
        Check check,
        AnswerSign answer,
        Integer greeting)
        implements Service {

    public static final String DEFAULT_EVENT = "echo";

    /** Events of the libraries' own: a server ends the connection of who sends them. */
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    @JsonCreator
    public SocketIoService {
        Require.url(url, Protocol.SOCKETIO.scheme());
        requireQuery(url);
        headers = Require.headers(headers, WebSocketService.OURS);
        event = event == null ? DEFAULT_EVENT : event;
        if (event.isEmpty() || event.codePointCount(0, event.length()) > 128 || RESERVED.contains(event)) {
            throw new IllegalArgumentException("event must be 1 to 128 characters and none of Socket.IO's own "
                    + new TreeSet<>(RESERVED) + ", was '" + event + "'");
        }
        message = message == null ? MessageType.TEXT : message;
        check = check == null ? (body == null ? Check.ECHO : Check.ANY) : check;
        greeting = Require.greeting(greeting);
        AnswerSign.requireFits(answer, body);
    }

    /** A service that echoes the plan's payload and sends nothing else. */
    public SocketIoService(URI url) {
        this(url, null, null, null, null, null, null, null);
    }

    private static void requireQuery(URI url) {
        Set<String> query = url.getRawQuery() == null
                ? Set.of()
                : new TreeSet<>(List.of(url.getRawQuery().split("&")));
        if (!query.contains("EIO=4") || !query.contains("transport=websocket")) {
            throw new IllegalArgumentException(
                    "url must look like ws://host:port/socket.io/?EIO=4&transport=websocket, was "
                            + Redaction.USUAL.url(url));
        }
    }

    @Override
    public Protocol protocol() {
        return Protocol.SOCKETIO;
    }

    public SocketIoService withHeaders(Map<String, String> others) {
        return new SocketIoService(url, others, event, message, body, check, answer, greeting);
    }

    public SocketIoService withEvent(String other) {
        return new SocketIoService(url, headers, other, message, body, check, answer, greeting);
    }

    public SocketIoService withMessage(MessageType other) {
        return new SocketIoService(url, headers, event, other, body, check, answer, greeting);
    }

    @Override
    public SocketIoService withBody(String other) {
        AnswerSign sign = AnswerSign.of(answer, other);
        return new SocketIoService(url, headers, event, message, other, check, sign, greeting);
    }

    @Override
    public SocketIoService withCheck(Check other) {
        return new SocketIoService(url, headers, event, message, body, other, answer, greeting);
    }

    /** The same service with another sign of an answer and another greeting. */
    public SocketIoService withAnswer(AnswerSign sign, int greetings) {
        return new SocketIoService(url, headers, event, message, body, check, sign, greetings);
    }

    @Override
    public SocketIoService redacted(Redaction redaction) {
        return new SocketIoService(
                redaction.url(url),
                redaction.headers(headers),
                event,
                message,
                redaction.text(body),
                check,
                answer,
                greeting);
    }
}
