package dev.wirebench.report.anatomy;

import dev.wirebench.model.service.Framing;
import dev.wirebench.model.service.Protocol;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** A made-up connection, taken down. */
final class Conversation {

    /** The key and its answer of section 1.3 of RFC 6455. */
    static final String HANDSHAKE = "GET /chat HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    static final String AGREED = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

    final ConnectionCapture tape = new ConnectionCapture();
    private final Protocol protocol;
    private Framing framing = new Framing.LengthPrefix();

    Conversation(Protocol protocol) {
        this.protocol = protocol;
        tape.connected(new InetSocketAddress("127.0.0.1", 5000), new InetSocketAddress("127.0.0.1", 80), false);
    }

    Conversation framed(Framing other) {
        framing = other;
        return this;
    }

    Conversation up(String text) {
        tape.sent(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    Conversation down(String text) {
        tape.received(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    Conversation upHex(String hex) {
        tape.sent(HexFormat.of().parseHex(hex.replace(" ", "")));
        return this;
    }

    Conversation downHex(String hex) {
        tape.received(HexFormat.of().parseHex(hex.replace(" ", "")));
        return this;
    }

    Exchange exchange() {
        return Exchange.of(new Exchange.Label("made-up", "Made up.", protocol, framing, 3), tape, "answered");
    }

    /** Each unit as {@code up 0+5 message 1: HTTP request}. */
    static List<String> units(Exchange exchange) {
        return exchange.units().stream()
                .map(unit -> unit.direction().label() + " " + unit.offset() + "+" + unit.bytes() + " " + unit.paidFor()
                        + ": " + unit.what())
                .toList();
    }

    /** A unit's parts as {@code name=text}. */
    static String parts(Pdu unit) {
        return unit.parts().stream()
                .map(part -> part.name() + "=" + ShownBytes.text(part.said()))
                .collect(Collectors.joining("|"));
    }
}
