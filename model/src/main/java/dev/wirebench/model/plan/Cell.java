package dev.wirebench.model.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.text.Require;
import dev.wirebench.model.text.Similar;
import dev.wirebench.model.text.WrittenAs;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One field of the matrix: a protocol and how many messages each of its connections carries.
 *
 * <p>Written {@code http-short} (a connection per message), {@code http-long} (connections kept) or
 * {@code http-10} (ten messages per connection).
 */
@WrittenAs("a cell such as http-short, websocket-long or raw-10")
public record Cell(Protocol protocol, long messagesPerConnection) {

    /** {@link #messagesPerConnection} of a connection that is kept. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** The most messages per connection that can be asked for by number. */
    public static final long MAX_MESSAGES_PER_CONNECTION = 1_000_000_000;

    /** The six cells of the matrix, in reading order. */
    public static final List<Cell> MATRIX = matrix();

    private static final List<String> KNOWN = Stream.of(Protocol.values())
            .flatMap(protocol -> Stream.of(protocol.label() + "-short", protocol.label() + "-long"))
            .toList();

    public Cell {
        if (messagesPerConnection != UNLIMITED) {
            Require.inRange("messagesPerConnection", messagesPerConnection, 1, MAX_MESSAGES_PER_CONNECTION);
        }
    }

    /** Reads a cell's name. @throws IllegalArgumentException naming the allowed forms */
    @JsonCreator
    public static Cell parse(String name) {
        for (Protocol protocol : Protocol.values()) {
            String prefix = protocol.label() + "-";
            if (name.startsWith(prefix)) {
                return new Cell(protocol, parseLifetime(name, name.substring(prefix.length())));
            }
        }
        throw unknown(name);
    }

    private static long parseLifetime(String name, String lifetime) {
        if (lifetime.equals("short")) {
            return 1;
        }
        if (lifetime.equals("long")) {
            return UNLIMITED;
        }
        if (lifetime.matches("[1-9][0-9]{0,9}")) {
            return Long.parseLong(lifetime);
        }
        throw unknown(name);
    }

    private static IllegalArgumentException unknown(String name) {
        List<String> labels = Protocol.labels();
        int last = labels.size() - 1;
        return new IllegalArgumentException("unknown cell '" + name + "'; allowed: "
                + String.join(", ", labels.subList(0, last)) + " or " + labels.get(last)
                + ", then -short, -long or -N for N messages per connection"
                + Similar.hint(name, KNOWN));
    }

    private static List<Cell> matrix() {
        List<Cell> cells = new ArrayList<>();
        for (Protocol protocol : Protocol.EMBEDDED) {
            cells.add(new Cell(protocol, 1));
            cells.add(new Cell(protocol, UNLIMITED));
        }
        return List.copyOf(cells);
    }

    public boolean isShort() {
        return messagesPerConnection == 1;
    }

    public boolean isLong() {
        return messagesPerConnection == UNLIMITED;
    }

    @JsonValue
    public String name() {
        return protocol.label() + "-" + (isShort() ? "short" : isLong() ? "long" : messagesPerConnection);
    }

    @Override
    public String toString() {
        return name();
    }
}
