package dev.wirebench.model.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.wirebench.model.text.Redaction;
import dev.wirebench.model.text.Require;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The services a plan puts load on, one for each protocol it has cells of; each may be absent. Immutable. */
public record Target(
        Http http,
        WebSocket websocket,
        Raw raw,
        @JsonProperty("socket.io") SocketIo socketIo) {

    /** Largest message, in bytes, that is sent or accepted. */
    public static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    @JsonCreator
    public Target {}

    /** A target without Socket.IO. */
    public Target(Http http, WebSocket websocket, Raw raw) {
        this(http, websocket, raw, null);
    }

    /** What makes a well-formed answer the right one. */
    public enum Check {
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
    public enum MessageType {
        TEXT,
        BINARY;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An HTTP/1.1 service.
     *
     * @param headers sent besides {@code Host}, {@code Content-Length} and {@code Connection}
     * @param body sent as UTF-8; without one, a method that takes a body sends the plan's payload
     */
    public record Http(
            @JsonProperty(required = true) URI url,
            String method,
            Map<String, String> headers,
            String body,
            Integer expectStatus,
            Check check) {

        public Http {
            requireUrl(url, "http");
            method = method == null ? "POST" : method;
            if (!method.matches("[A-Z]{1,20}") || method.equals("CONNECT")) {
                throw new IllegalArgumentException(
                        "method must be an upper-case HTTP method other than CONNECT, was " + method);
            }
            headers = checkedHeaders(headers, Set.of("host", "content-length", "connection", "transfer-encoding"));
            expectStatus = expectStatus == null ? 200 : expectStatus;
            Require.inRange("expectStatus", expectStatus, 200, 599);
            boolean echoable = body == null && takesBody(method);
            check = check == null ? (echoable ? Check.ECHO : Check.ANY) : check;
            if (check == Check.ECHO && !takesBody(method)) {
                throw new IllegalArgumentException("check: echo needs a method with a body, was " + method);
            }
        }

        /** Whether a request of this service carries content. */
        @JsonIgnore
        public boolean hasBody() {
            return body != null || takesBody(method);
        }

        private static boolean takesBody(String method) {
            return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
        }
    }

    /**
     * A WebSocket service.
     *
     * @param headers sent in the handshake besides those of RFC 6455
     * @param body the message, instead of the plan's payload
     * @param answer what tells an answer from other messages; null if the first that comes is taken for one
     * @param greeting so many messages at the start of each connection answer nothing; 0 to 1000
     */
    public record WebSocket(
            @JsonProperty(required = true) URI url,
            Map<String, String> headers,
            String subprotocol,
            MessageType message,
            String body,
            Check check,
            AnswerSign answer,
            Integer greeting) {

        /** Headers of the handshake that cannot be given. */
        private static final Set<String> OURS = Set.of(
                "host",
                "connection",
                "upgrade",
                "sec-websocket-key",
                "sec-websocket-version",
                "sec-websocket-protocol",
                "sec-websocket-extensions");

        /** A service that sends nothing but answers. */
        public WebSocket(
                URI url,
                Map<String, String> headers,
                String subprotocol,
                MessageType message,
                String body,
                Check check) {
            this(url, headers, subprotocol, message, body, check, null, null);
        }

        @JsonCreator
        public WebSocket {
            requireUrl(url, "ws");
            headers = checkedHeaders(headers, OURS);
            if (subprotocol != null && !subprotocol.matches(TOKEN)) {
                throw new IllegalArgumentException("subprotocol must be an HTTP token, was '" + subprotocol + "'");
            }
            message = message == null ? MessageType.BINARY : message;
            check = check == null ? (body == null ? Check.ECHO : Check.ANY) : check;
            greeting = checkedGreeting(greeting);
            requireSequence(answer, body);
        }
    }

    /**
     * A service that frames messages directly on TCP.
     *
     * @param answer what tells an answer from other messages; null if the first that comes is taken for one
     * @param greeting so many messages at the start of each connection answer nothing; 0 to 1000
     */
    public record Raw(
            @JsonProperty(required = true) URI url,
            Framing framing,
            String body,
            Check check,
            AnswerSign answer,
            Integer greeting) {

        /** A service that sends nothing but answers. */
        public Raw(URI url, Framing framing, String body, Check check) {
            this(url, framing, body, check, null, null);
        }

        @JsonCreator
        public Raw {
            requireUrl(url, "tcp");
            if (url.getPort() < 0) {
                throw new IllegalArgumentException("url must name a port, was " + Redaction.USUAL.url(url));
            }
            framing = framing == null ? new Framing.LengthPrefix() : framing;
            check = check == null ? (body == null ? Check.ECHO : Check.ANY) : check;
            greeting = checkedGreeting(greeting);
            requireSequence(answer, body);
        }
    }

    /**
     * A Socket.IO service on the WebSocket transport of Engine.IO 4.
     *
     * @param headers sent in the handshake besides those of RFC 6455
     * @param event the name under which messages are sent, 1 to 128 characters
     * @param message whether the event's argument is a string or a binary attachment
     * @param body the message, instead of the plan's payload
     * @param answer what tells an answer from other events, as the JSON array that an event is; null if the first that
     *     comes is taken for one
     * @param greeting so many events at the start of each connection answer nothing; 0 to 1000
     */
    public record SocketIo(
            @JsonProperty(required = true) URI url,
            Map<String, String> headers,
            String event,
            MessageType message,
            String body,
            Check check,
            AnswerSign answer,
            Integer greeting) {

        public static final String DEFAULT_EVENT = "echo";

        /** Events of the libraries' own: a server ends the connection of who sends them. */
        private static final Set<String> RESERVED =
                Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

        /** A service that sends nothing but answers. */
        public SocketIo(
                URI url, Map<String, String> headers, String event, MessageType message, String body, Check check) {
            this(url, headers, event, message, body, check, null, null);
        }

        @JsonCreator
        public SocketIo {
            requireUrl(url, "ws");
            requireQuery(url);
            headers = checkedHeaders(headers, WebSocket.OURS);
            event = event == null ? DEFAULT_EVENT : event;
            if (event.isEmpty() || event.codePointCount(0, event.length()) > 128 || RESERVED.contains(event)) {
                throw new IllegalArgumentException("event must be 1 to 128 characters and none of Socket.IO's own "
                        + new TreeSet<>(RESERVED) + ", was '" + event + "'");
            }
            message = message == null ? MessageType.TEXT : message;
            check = check == null ? (body == null ? Check.ECHO : Check.ANY) : check;
            greeting = checkedGreeting(greeting);
            requireSequence(answer, body);
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
    }

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    /** Whether a host is spelt as loopback; what it resolves to is judged when it is connected to. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    /** The hosts that this target's load would go to and that are not named as loopback. */
    public Set<String> hostsElsewhere() {
        return Stream.of(Protocol.values())
                .map(this::url)
                .filter(Objects::nonNull)
                .map(URI::getHost)
                .filter(host -> !isLoopback(host))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where the protocol's service is; null if there is none. */
    public URI url(Protocol protocol) {
        return switch (protocol) {
            case HTTP -> http == null ? null : http.url;
            case WEBSOCKET -> websocket == null ? null : websocket.url;
            case RAW -> raw == null ? null : raw.url;
            case SOCKETIO -> socketIo == null ? null : socketIo.url;
        };
    }

    /** What makes an answer of the protocol's service the right one. */
    public Check check(Protocol protocol) {
        return switch (protocol) {
            case HTTP -> http.check;
            case WEBSOCKET -> websocket.check;
            case RAW -> raw.check;
            case SOCKETIO -> socketIo.check;
        };
    }

    /** What tells an answer of the protocol's service from other messages; null if nothing does. */
    public AnswerSign answer(Protocol protocol) {
        return switch (protocol) {
            case HTTP -> null;
            case WEBSOCKET -> websocket.answer;
            case RAW -> raw.answer;
            case SOCKETIO -> socketIo.answer;
        };
    }

    /** How many messages of the protocol's service at the start of each connection answer nothing. */
    public int greeting(Protocol protocol) {
        return switch (protocol) {
            case HTTP -> 0;
            case WEBSOCKET -> websocket.greeting;
            case RAW -> raw.greeting;
            case SOCKETIO -> socketIo.greeting;
        };
    }

    /** Whether something tells an answer of the protocol's service from what it sends of its own accord. */
    public boolean tellsAnswers(Protocol protocol) {
        return protocol == Protocol.HTTP || check(protocol) == Check.ECHO || answer(protocol) != null;
    }

    /** Where the protocol's service is, for messages: without the query, in which a credential may stand. */
    public String place(Protocol protocol) {
        return url(protocol).toString().replaceFirst("[?#].*", "");
    }

    Target redacted(Redaction redaction) {
        return new Target(
                http == null
                        ? null
                        : new Http(
                                redaction.url(http.url),
                                http.method,
                                redaction.headers(http.headers),
                                redaction.text(http.body),
                                http.expectStatus,
                                http.check),
                websocket == null
                        ? null
                        : new WebSocket(
                                redaction.url(websocket.url),
                                redaction.headers(websocket.headers),
                                websocket.subprotocol,
                                websocket.message,
                                redaction.text(websocket.body),
                                websocket.check,
                                websocket.answer,
                                websocket.greeting),
                raw == null
                        ? null
                        : new Raw(
                                redaction.url(raw.url),
                                raw.framing,
                                redaction.text(raw.body),
                                raw.check,
                                raw.answer,
                                raw.greeting),
                socketIo == null
                        ? null
                        : new SocketIo(
                                redaction.url(socketIo.url),
                                redaction.headers(socketIo.headers),
                                socketIo.event,
                                socketIo.message,
                                redaction.text(socketIo.body),
                                socketIo.check,
                                socketIo.answer,
                                socketIo.greeting));
    }

    private static Integer checkedGreeting(Integer greeting) {
        Require.inRange("greeting", greeting == null ? 0 : greeting, 0, 1000);
        return greeting == null ? 0 : greeting;
    }

    /** A body is the same in every message. */
    private static void requireSequence(AnswerSign answer, String body) {
        if (answer != null && answer.sequence() != null && body != null) {
            throw new IllegalArgumentException(
                    "answer.sequence needs the plan's payload, which has the number in it, and there is a body");
        }
    }

    private static void requireUrl(URI url, String scheme) {
        Require.present("url", url);
        if (!scheme.equals(url.getScheme()) || url.getHost() == null || url.getUserInfo() != null) {
            throw new IllegalArgumentException("url must look like " + scheme + "://host:port/path"
                    + " without user information (TLS is not supported), was "
                    + Redaction.USUAL.url(url.toString()));
        }
        Require.inRange("port of url", url.getPort() < 0 ? 80 : url.getPort(), 1, 65535);
    }

    private static Map<String, String> checkedHeaders(Map<String, String> headers, Set<String> ours) {
        Map<String, String> checked = new LinkedHashMap<>(headers == null ? Map.of() : headers);
        checked.forEach((name, value) -> {
            if (!name.matches(TOKEN) || value == null || !value.matches("[\\x20-\\x7e\\t]*")) {
                throw new IllegalArgumentException(
                        "header '" + Redaction.USUAL.text(name) + "' is not a valid field name and value");
            }
            if (ours.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("header '" + name + "' is set by Wirebench itself");
            }
        });
        return Collections.unmodifiableMap(checked);
    }
}
