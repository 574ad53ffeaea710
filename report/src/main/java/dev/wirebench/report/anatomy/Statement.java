package dev.wirebench.report.anatomy;

import dev.wirebench.model.service.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something about sockets, HTTP and WebSocket that exchanges show. Immutable.
 *
 * @param text the statement itself
 * @param shown by what, in numbers of those exchanges
 */
public record Statement(String text, String shown) {

    /** Exchanges beside the cells. */
    public static final String GET = "http-get";

    public static final String TALK = "websocket-talk";
    public static final String LISTENER_GET = "listener-get";
    public static final String LISTENER_WEBSOCKET = "listener-websocket";

    /** Those that these exchanges show, each only where they do. */
    public static List<Statement> of(Anatomy anatomy) {
        List<Statement> statements = new ArrayList<>();
        layers(anatomy, statements);
        listener(anatomy).ifPresent(statements::add);
        handshake(anatomy, statements);
        alone(anatomy).ifPresent(statements::add);
        server(anatomy).ifPresent(statements::add);
        return statements;
    }

    private static Optional<Exchange> first(Anatomy anatomy, Protocol protocol) {
        return anatomy.exchanges().stream()
                .filter(each -> each.protocol() == protocol && each.listenerPrinted() == null)
                .filter(each -> !each.name().equals(GET))
                .findFirst();
    }

    private static String moved(Exchange exchange) {
        return exchange.name() + " (" + exchange.bytes(Direction.UP) + " B up, " + exchange.bytes(Direction.DOWN)
                + " B down)";
    }

    private static void layers(Anatomy anatomy, List<Statement> statements) {
        Optional<Exchange> http = first(anatomy, Protocol.HTTP);
        Optional<Exchange> webSocket = first(anatomy, Protocol.WEBSOCKET);
        if (http.isEmpty() || webSocket.isEmpty()) {
            return;
        }
        if (calls(http.get()).equals(calls(webSocket.get()))) {
            statements.add(new Statement(
                    "HTTP and WebSocket are application protocols, TCP/IP lies below, and a socket is the API to TCP/IP.",
                    http.get().name() + " and " + webSocket.get().name() + " made the same calls, "
                            + String.join(", ", calls(http.get()))
                            + "; only the bytes in send and recv tell them apart."));
        }
        String get = anatomy.find(GET).map(each -> moved(each) + ", ").orElse("");
        statements.add(new Statement(
                (get.isEmpty() ? "HTTP" : "HTTP's GET and POST") + " and WebSocket traffic always go through TCP/IP.",
                "Every byte went through send or recv on a TCP connection: " + get + moved(http.get()) + ", "
                        + moved(webSocket.get()) + "."));
    }

    private static List<String> calls(Exchange exchange) {
        return exchange.calls().stream()
                .map(SocketCall::call)
                .distinct()
                .sorted()
                .map(SocketCall.Name::label)
                .toList();
    }

    private static Optional<Statement> listener(Anatomy anatomy) {
        return anatomy.find(LISTENER_GET)
                .filter(each -> each.listenerPrinted().contains(text(each)))
                .map(each -> new Statement(
                        "A bare listening socket that gets an HTTP request sees the request's text.",
                        LISTENER_GET + ": " + each.bytes(Direction.UP)
                                + " B went up, and what the listener printed of them is that text."));
    }

    /** What went up, as lines. */
    private static String text(Exchange exchange) {
        StringBuilder text = new StringBuilder();
        exchange.units().stream()
                .filter(unit -> unit.direction() == Direction.UP)
                .flatMap(unit -> unit.parts().stream())
                .forEach(part -> text.append(new String(part.shown(), StandardCharsets.US_ASCII)));
        return text.toString().replace("\r\n", "\n");
    }

    private static void handshake(Anatomy anatomy, List<Statement> statements) {
        Optional<Exchange> found = first(anatomy, Protocol.WEBSOCKET)
                .filter(each -> each.framesFrom(Direction.UP).isPresent());
        if (found.isEmpty()) {
            return;
        }
        Exchange shown = found.get();
        statements.add(new Statement(
                "A WebSocket sends its data over TCP/IP too, but is established differently.",
                shown.name() + ": " + shown.bytes(Direction.UP, Stage.OPENING, 0) + " B up and "
                        + shown.bytes(Direction.DOWN, Stage.OPENING, 0) + " B down before the first message."));
        statements.add(new Statement(
                "It starts with an HTTP handshake; the server resolves which protocol it is; then both ends talk freely"
                        + " over the connection, as with a socket.",
                shown.name() + ": HTTP ends and frames begin on one connection, at byte "
                        + shown.framesFrom(Direction.UP).getAsLong() + " up and at byte "
                        + shown.framesFrom(Direction.DOWN).getAsLong() + " down." + talk(anatomy)));
    }

    private static String talk(Anatomy anatomy) {
        return anatomy.find(TALK)
                .map(each -> " " + TALK + ": the server spoke first, " + each.bytes(Direction.DOWN, Stage.UNASKED, 0)
                        + " B that nobody had asked for; then " + each.sentAhead()
                        + " messages went up before the first answer came.")
                .orElse("");
    }

    private static Optional<Statement> alone(Anatomy anatomy) {
        return anatomy.find(LISTENER_WEBSOCKET)
                .map(each -> new Statement(
                        "Over the bare socket API one has to resolve the WebSocket protocol oneself.",
                        LISTENER_WEBSOCKET + ": the listener got such a handshake, as " + each.bytes(Direction.UP)
                                + " B of text, and as it resolves nothing, " + each.bytes(Direction.DOWN)
                                + " B came back."));
    }

    /** The same port spoke both: something behind it had told them apart. */
    private static Optional<Statement> server(Anatomy anatomy) {
        Optional<Exchange> http = first(anatomy, Protocol.HTTP);
        return first(anatomy, Protocol.WEBSOCKET)
                .filter(each -> http.isPresent() && http.get().remote().equals(each.remote()))
                .map(each -> new Statement(
                        "Libraries and servers do it for you.",
                        each.remote() + " answered HTTP in " + http.get().name() + " and WebSocket in " + each.name()
                                + ": the server behind it told them apart."));
    }
}
