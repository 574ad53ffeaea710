package dev.wirebench.model.service;

import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is spoken on a connection; all of them travel over TCP. */
public enum Protocol {
    /** HTTP/1.1, RFC 9112. */
    HTTP("http", "HTTP", "http", HttpService.class, HttpService::new),
    /** WebSocket, RFC 6455: an HTTP handshake, then frames both ways. */
    WEBSOCKET("websocket", "WebSocket", "ws", WebSocketService.class, WebSocketService::new),
    /** Messages framed directly on the TCP byte stream. */
    RAW("raw", "raw TCP", "tcp", RawService.class, RawService::new),
    /** Socket.IO, revision 5 of its protocol, on Engine.IO 4 on WebSocket: two more handshakes, then events both ways. */
    SOCKETIO("socket.io", "Socket.IO", "ws", SocketIoService.class, SocketIoService::new);

    /** Those that the embedded targets speak, in reading order. */
    public static final List<Protocol> EMBEDDED = List.of(HTTP, WEBSOCKET, RAW);

    private final String label;
    private final String title;
    private final String scheme;
    private final Class<? extends Service> serviceType;
    private final Function<URI, Service> service;

    Protocol(
            String label,
            String title,
            String scheme,
            Class<? extends Service> serviceType,
            Function<URI, Service> service) {
        this.label = label;
        this.title = title;
        this.scheme = scheme;
        this.serviceType = serviceType;
        this.service = service;
    }

    /** Its name in plans, cells and results. */
    @JsonValue
    public String label() {
        return label;
    }

    /** The protocol of that label; empty if there is none. */
    public static Optional<Protocol> of(String label) {
        return Stream.of(values())
                .filter(protocol -> protocol.label.equals(label))
                .findFirst();
    }

    /** Labels of all, in reading order. */
    public static List<String> labels() {
        return Stream.of(values()).map(Protocol::label).toList();
    }

    /** Its name in sentences. */
    public String title() {
        return title;
    }

    /** The scheme of its URLs. */
    public String scheme() {
        return scheme;
    }

    /** What a plan can say of a service of this protocol. */
    public Class<? extends Service> serviceType() {
        return serviceType;
    }

    /** An echo service there. @throws IllegalArgumentException if it is no URL of this protocol */
    public Service at(URI url) {
        return service.apply(url);
    }

    /** Whether a connection needs more than TCP's before its first message. */
    public boolean hasHandshake() {
        return this == WEBSOCKET || this == SOCKETIO;
    }

    /** Whether a server may send what nobody has asked for. */
    public boolean mayServerSpeakFirst() {
        return this != HTTP;
    }
}
