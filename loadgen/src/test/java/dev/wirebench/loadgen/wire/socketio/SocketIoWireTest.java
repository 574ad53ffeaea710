package dev.wirebench.loadgen.wire.socketio;

import static dev.wirebench.loadgen.wire.Decoded.ANSWERED;
import static dev.wirebench.loadgen.wire.Decoded.CLOSED;
import static dev.wirebench.loadgen.wire.Decoded.HANDSHAKE_REFUSED;
import static dev.wirebench.loadgen.wire.Decoded.MALFORMED;
import static dev.wirebench.loadgen.wire.Decoded.MORE;
import static dev.wirebench.loadgen.wire.Decoded.OPENED;
import static dev.wirebench.loadgen.wire.Decoded.REPLY_DUE;
import static dev.wirebench.loadgen.wire.Decoded.UNASKED;
import static dev.wirebench.loadgen.wire.Decoded.WRONG_ANSWER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.loadgen.SocketIoPeer;
import dev.wirebench.loadgen.Wires;
import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.loadgen.wire.JsonText;
import dev.wirebench.loadgen.wire.Payload;
import dev.wirebench.loadgen.wire.Wire;
import dev.wirebench.loadgen.wire.WireContract;
import dev.wirebench.loadgen.wire.websocket.WebSocketWireTest;
import dev.wirebench.model.service.Service.Check;
import dev.wirebench.model.service.Service.MessageType;
import dev.wirebench.model.service.SocketIoService;
import dev.wirebench.model.service.Target;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

public class SocketIoWireTest extends WireContract {

    static final String OPEN =
            "0{\"sid\":\"a-1\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}";
    static final String CONNECTED = "40{\"sid\":\"b-2\"}";

    private static final int BYTES = 150;
    private static final Payload PAYLOAD = Payload.generated(BYTES, 7);
    private static final String ARGUMENT = new String(payload(PAYLOAD), ISO_8859_1);
    private static final String ECHO = "42[\"echo\",\"" + ARGUMENT + "\"]";
    private static final URI URL = URI.create("ws://127.0.0.1:3000/socket.io/?EIO=4&transport=websocket");

    private static SocketIoService service(MessageType message, String body, Check check) {
        return new SocketIoService(URL).withMessage(message).withBody(body).withCheck(check);
    }

    private static SocketIoService text() {
        return service(null, null, null);
    }

    @Override
    public Wire awaiting() {
        return awaiting(text(), PAYLOAD);
    }

    static Wire awaiting(SocketIoService service, Payload payload) {
        Wire wire = opened(service, payload);
        wire.encode(SEQUENCE, false, ByteBuffer.allocate(wire.maxEncodedBytes()));
        return wire;
    }

    public static Wire opened(SocketIoService service, Payload payload) {
        Wire wire = agreed(service, payload);
        assertThat(wire.decode(message(OPEN))).isEqualTo(REPLY_DUE);
        assertThat(texts(reply(wire))).containsExactly("40");
        assertThat(wire.decode(message(CONNECTED))).isEqualTo(OPENED);
        return wire;
    }

    /** A wire whose WebSocket handshake is complete. */
    private static Wire agreed(SocketIoService service, Payload payload) {
        Wire wire = new SocketIoWire(service, payload, new SplittableRandom(5));
        assertThat(wire.reset()).isTrue();
        assertThat(wire.decode(ByteBuffer.wrap(WebSocketWireTest.agreement(WebSocketWireTest.handshake(wire)))))
                .isEqualTo(MORE);
        return wire;
    }

    private static ByteBuffer message(String text) {
        return ByteBuffer.wrap(frame(text));
    }

    public static byte[] frame(String text) {
        return WebSocketWireTest.frame(0x81, text.getBytes(ISO_8859_1));
    }

    private static ByteBuffer reply(Wire wire) {
        ByteBuffer out = ByteBuffer.allocate(wire.maxEncodedBytes());
        wire.encodeReply(out);
        return out.flip();
    }

    private static List<String> texts(ByteBuffer sent) {
        return SocketIoPeer.messages(sent).stream()
                .map(SocketIoPeer.Message::text)
                .toList();
    }

    @Override
    public List<Stream> streams() {
        byte[] echo = frame(ECHO);
        byte[] ping = frame("2");
        byte[] first = WebSocketWireTest.frame(0x01, ECHO.substring(0, 20).getBytes(ISO_8859_1));
        byte[] rest = WebSocketWireTest.frame(0x80, ECHO.substring(20).getBytes(ISO_8859_1));
        byte[] webSocketPing = WebSocketWireTest.frame(0x89, new byte[] {1});
        byte[] close = WebSocketWireTest.frame(0x88, new byte[] {3, (byte) 232});
        byte[] attachment = WebSocketWireTest.frame(0x82, new byte[] {1, 2, 3});
        return List.of(
                stream("whole", echo, ANSWERED),
                stream("in two fragments", concat(first, rest), ANSWERED),
                stream("in fragments around a ping", concat(first, webSocketPing, rest), REPLY_DUE, ANSWERED),
                stream("after a heartbeat", concat(ping, echo), REPLY_DUE, ANSWERED),
                stream("before a heartbeat", concat(echo, ping), ANSWERED, REPLY_DUE),
                stream("after nothing at all", concat(frame("6"), echo), ANSWERED),
                stream("then an uninvited event", concat(echo, echo), ANSWERED, UNASKED),
                stream(
                        "then an uninvited attachment",
                        concat(echo, frame("451-[\"x\"]"), attachment),
                        ANSWERED,
                        UNASKED),
                stream("then the session's end", concat(echo, frame("1")), ANSWERED, CLOSED),
                stream("then a disconnect", concat(echo, frame("41")), ANSWERED, CLOSED),
                stream("then a close", concat(echo, close), ANSWERED, CLOSED),
                stream("other content", frame(ECHO.replace('a', 'b')), WRONG_ANSWER),
                stream("less content", frame("42[\"echo\",\"" + ARGUMENT.substring(1) + "\"]"), WRONG_ANSWER),
                stream("more content", frame("42[\"echo\",\"" + ARGUMENT + "a\"]"), WRONG_ANSWER),
                stream("another event", frame("42[\"ohce\",\"" + ARGUMENT + "\"]"), WRONG_ANSWER),
                stream("wants an acknowledgement", frame("4217[\"echo\",\"" + ARGUMENT + "\"]"), WRONG_ANSWER),
                stream("spaced out", frame("42[\"echo\", \"" + ARGUMENT + "\" ] "), WRONG_ANSWER),
                stream("a number for a name", frame("42[1,{\"a\":[true,null,-1.5e+3]}]"), WRONG_ANSWER),
                stream(
                        "with attachments",
                        concat(frame("452-[\"echo\"]"), attachment, ping, attachment),
                        REPLY_DUE,
                        WRONG_ANSWER),
                stream("whole but for its end", frame(ECHO.substring(0, ECHO.length() - 1)), MALFORMED),
                stream("more than an event", frame(ECHO + "x"), MALFORMED),
                stream("no event", frame("42"), MALFORMED),
                stream("no array", frame("42{}"), MALFORMED),
                stream("no name", frame("42[]"), MALFORMED),
                stream("an event of another namespace", frame("42/admin,[\"echo\"]"), MALFORMED),
                stream("an acknowledgement", frame("431[]"), MALFORMED),
                stream("a second connect", frame(CONNECTED), MALFORMED),
                stream("a second session", frame(OPEN), MALFORMED),
                stream("declined too late", frame("44{}"), MALFORMED),
                stream("a packet of no type", frame("4"), MALFORMED),
                stream("an unknown packet", frame("47"), MALFORMED),
                stream("a pong", frame("3"), MALFORMED),
                stream("an upgrade", frame("5"), MALFORMED),
                stream("an empty message", frame(""), MALFORMED),
                stream("a ping that says more", frame("2probe"), MALFORMED),
                stream("uninvited binary", attachment, MALFORMED),
                stream("no attachments", frame("450-[\"echo\"]"), MALFORMED),
                stream("too many attachments", frame("451000-[\"echo\"]"), MALFORMED),
                stream("no count", frame("45-[\"echo\"]"), MALFORMED),
                stream("text for an attachment", concat(frame("451-[\"echo\"]"), frame("42[\"echo\"]")), MALFORMED),
                stream("masked", new byte[] {(byte) 0x81, (byte) 0x81}, MALFORMED));
    }

    static Stream stream(String name, byte[] bytes, Decoded... results) {
        return new Stream(name, bytes, List.of(results));
    }

    @Property(seed = "1")
    void whatIsSentIsOneTextMessage(@ForAll @IntRange(max = 70_000) int bytes, @ForAll long sequence) {
        Payload payload = Payload.generated(bytes, 3);
        Wire wire = opened(text(), payload);
        ByteBuffer out = ByteBuffer.allocate(wire.maxEncodedBytes());
        wire.encode(sequence, false, out);
        ByteBuffer expected = ByteBuffer.allocate(bytes);
        payload.put(sequence, expected);
        List<SocketIoPeer.Message> sent = SocketIoPeer.messages(out.flip());
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).isText()).isTrue();
        assertThat(sent.get(0).text()).isEqualTo("42[\"echo\",\"" + new String(expected.array(), ISO_8859_1) + "\"]");
    }

    @Example
    void sixtyFourBytesMakeEightyThreeUpAndSeventyNineDown() {
        Wire wire = opened(text(), Payload.generated(64, 3));
        ByteBuffer out = ByteBuffer.allocate(wire.maxEncodedBytes());
        wire.encode(SEQUENCE, false, out);
        assertThat(out.position()).isEqualTo(83);
        assertThat(frame(texts(out.flip()).get(0))).hasSize(79);
    }

    @Example
    void nothingIsSentBeforeTheServerHasOpenedTheSession() {
        Wire wire = new SocketIoWire(text(), PAYLOAD, new SplittableRandom(5));
        wire.reset();
        String request = WebSocketWireTest.handshake(wire);
        assertThat(request)
                .startsWith("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:3000\r\n");
        byte[] all = concat(WebSocketWireTest.agreement(request), frame(OPEN));
        for (int at = 0; at < all.length; at++) {
            assertThat(wire.decode(ByteBuffer.wrap(all, at, 1))).isEqualTo(at < all.length - 1 ? MORE : REPLY_DUE);
        }
        assertThat(texts(reply(wire))).containsExactly("40");
        assertThat(wire.decode(message("2"))).isEqualTo(REPLY_DUE);
        assertThat(texts(reply(wire))).containsExactly("3");
        assertThat(wire.decode(message(CONNECTED))).isEqualTo(OPENED);
    }

    @Example
    void agreementAndSessionMayComeInOnePiece() {
        Wire wire = new SocketIoWire(text(), PAYLOAD, new SplittableRandom(5));
        wire.reset();
        byte[] all = concat(WebSocketWireTest.agreement(WebSocketWireTest.handshake(wire)), frame(OPEN));
        assertThat(wire.decode(ByteBuffer.wrap(all))).isEqualTo(REPLY_DUE);
    }

    @Example
    void aSessionThatIsNotOpenedAsTheProtocolSaysIsMalformed() {
        for (String packet : List.of(
                "2",
                "6",
                CONNECTED,
                ECHO,
                "0",
                "0[]",
                "0{}",
                "0null",
                OPEN.replace("a-1", ""),
                OPEN.replace("\"a-1\"", "7"),
                OPEN.replace("sid", "sad"),
                OPEN.replace("25000", "\"25000\""),
                OPEN.replace("25000", "2.5e4"),
                OPEN.replace("25000", "-1"),
                OPEN.replace("pingTimeout", "timeout"),
                OPEN.replace("[]", "{}"),
                OPEN.replace("1000000", "null"),
                OPEN.substring(0, OPEN.length() - 1),
                OPEN + "}",
                OPEN.replace(",", ";"),
                "0{\"of\":" + OPEN.substring(1) + "}",
                OPEN.replace("a-1", "a".repeat(HandshakeData.MAX_BYTES)))) {
            assertThat(agreed(text(), PAYLOAD).decode(message(packet)))
                    .as(packet)
                    .isEqualTo(MALFORMED);
        }
    }

    @Example
    void whatElseASessionSaysIsPassedOver() {
        for (String packet : List.of(
                OPEN.replace(",\"maxPayload\":1000000", ""),
                OPEN.replace("[]", "[\"sid\",{\"sid\":0}]"),
                OPEN.replace("{\"sid", "{\"x\\\"sid\":{\"sid\":1},\"sid"),
                OPEN.replace("{", "{ ")
                        .replace(":", " : ")
                        .replace(",", "\n,\t")
                        .replace("}", "\r}"))) {
            assertThat(agreed(text(), PAYLOAD).decode(message(packet)))
                    .as(packet)
                    .isEqualTo(REPLY_DUE);
        }
    }

    @Example
    void aConnectIsConfirmedOrDeclined() {
        List.of("44{\"message\":\"no\"}", "41", "1")
                .forEach(no ->
                        assertThat(connecting().decode(message(no))).as(no).isEqualTo(HANDSHAKE_REFUSED));
        List.of("40", "40[]", "40{}", "40{\"sid\":1}", "44", "44[]", "44{", "42[\"echo\"]", OPEN)
                .forEach(noise -> assertThat(connecting().decode(message(noise)))
                        .as(noise)
                        .isEqualTo(MALFORMED));
        assertThat(connecting().decode(ByteBuffer.wrap(WebSocketWireTest.frame(0x88, new byte[0]))))
                .isEqualTo(HANDSHAKE_REFUSED);
        assertThat(connecting().endOfStream()).isEqualTo(HANDSHAKE_REFUSED);
        assertThat(awaiting().endOfStream()).isEqualTo(CLOSED);
    }

    private static Wire connecting() {
        Wire wire = agreed(text(), PAYLOAD);
        wire.decode(message(OPEN));
        reply(wire);
        return wire;
    }

    @Example
    void aRefusedWebSocketIsARefusedHandshake() {
        Wire wire = new SocketIoWire(text(), PAYLOAD, new SplittableRandom(5));
        wire.reset();
        String refusal = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
        assertThat(wire.decode(ByteBuffer.wrap(refusal.getBytes(ISO_8859_1)))).isEqualTo(HANDSHAKE_REFUSED);
    }

    @Example
    void aHeartbeatIsAnsweredAlsoWithNoMessageInFlight() {
        Wire wire = opened(text(), PAYLOAD);
        for (int i = 0; i < 3; i++) {
            assertThat(wire.decode(message("2"))).isEqualTo(REPLY_DUE);
            assertThat(texts(reply(wire))).containsExactly("3");
        }
        assertThat(wire.decode(ByteBuffer.wrap(WebSocketWireTest.frame(0x89, new byte[] {7}))))
                .isEqualTo(REPLY_DUE);
        List<SocketIoPeer.Message> pong = SocketIoPeer.messages(reply(wire));
        assertThat(pong).extracting(SocketIoPeer.Message::opcode).containsExactly(10);
        assertThat(pong.get(0).content()).containsExactly(7);
    }

    @Example
    void itEndsWithADisconnectAndACloseAndIsSilentThen() {
        Wire wire = awaiting();
        ByteBuffer out = ByteBuffer.allocate(wire.maxEncodedBytes());
        assertThat(wire.encodeClose(out)).isTrue();
        List<SocketIoPeer.Message> sent = SocketIoPeer.messages(out.flip());
        assertThat(sent).extracting(SocketIoPeer.Message::opcode).containsExactly(1, 8);
        assertThat(sent.get(0).text()).isEqualTo("41");
        assertThat(wire.encodeClose(out)).isFalse();
        assertThat(wire.decode(message("2"))).isEqualTo(MORE);
        assertThat(wire.decode(ByteBuffer.wrap(WebSocketWireTest.frame(0x88, new byte[0]))))
                .isEqualTo(CLOSED);
    }

    @Example
    void aServerThatHasEndedTheSessionIsSentACloseAlone() {
        for (String end : List.of("1", "41")) {
            Wire wire = awaiting();
            assertThat(wire.decode(message(end))).isEqualTo(CLOSED);
            ByteBuffer out = ByteBuffer.allocate(wire.maxEncodedBytes());
            assertThat(wire.encodeClose(out)).isTrue();
            assertThat(SocketIoPeer.messages(out.flip()))
                    .extracting(SocketIoPeer.Message::opcode)
                    .containsExactly(8);
        }
    }

    @Example
    void anyEventIsAnAnswerWhereAnyAnswerIsRight() {
        SocketIoService any = service(null, null, Check.ANY);
        for (String event : List.of("42[\"other\"]", "421[\"x\",{\"a\":[1]}]", ECHO)) {
            assertThat(awaiting(any, PAYLOAD).decode(message(event))).as(event).isEqualTo(ANSWERED);
        }
        Wire wire = awaiting(any, PAYLOAD);
        assertThat(wire.decode(message("451-[\"x\",{\"_placeholder\":true,\"num\":0}]")))
                .isEqualTo(MORE);
        assertThat(wire.decode(ByteBuffer.wrap(WebSocketWireTest.frame(0x82, new byte[3]))))
                .isEqualTo(ANSWERED);
        assertThat(awaiting(any, PAYLOAD).decode(message("42[\"other\",]"))).isEqualTo(MALFORMED);
    }

    /** An event that began before a message was sent does not answer it, even if it ends later. */
    @Example
    void anUninvitedEventIsNoAnswerToALaterMessage() {
        SocketIoService any = service(MessageType.BINARY, null, Check.ANY);
        Wire wire = opened(any, PAYLOAD);
        wire.decode(message("451-[\"x\",{\"_placeholder\":true,\"num\":0}]"));
        wire.encode(SEQUENCE, false, ByteBuffer.allocate(wire.maxEncodedBytes()));
        assertThat(wire.decode(ByteBuffer.wrap(WebSocketWireTest.frame(0x82, new byte[3]))))
                .isEqualTo(UNASKED);
        assertThat(wire.decode(message("42[\"x\"]"))).isEqualTo(ANSWERED);
    }

    @Example
    void aBodyIsSentAsAJsonStringAndItsEchoKnown() {
        String body = "He said \"\\o/\"\n\u0001 \u00fc \ud83d\ude00 \u2028";
        SocketIoService service =
                new SocketIoService(URL).withEvent("say \"hi\"").withBody(body).withCheck(Check.ECHO);
        Payload payload = Wires.payload(service, 64, 1);
        Wire wire = opened(service, payload);
        ByteBuffer out = ByteBuffer.allocate(wire.maxEncodedBytes());
        wire.encode(SEQUENCE, false, out);
        byte[] sent = SocketIoPeer.messages(out.flip()).get(0).content();
        assertThat(new String(sent, UTF_8))
                .isEqualTo("42[\"say \\\"hi\\\"\",\"He said \\\"\\\\o/\\\"\\n\\u0001 \u00fc \ud83d\ude00 \u2028\"]");
        assertThat(wire.decode(ByteBuffer.wrap(WebSocketWireTest.frame(0x81, sent))))
                .isEqualTo(ANSWERED);
    }

    @Example
    void halfASurrogatePairIsEscaped() {
        assertThat(JsonText.escaped("\ud800x\udc00\b\f\r\t")).isEqualTo("\\ud800x\\udc00\\b\\f\\r\\t");
    }

    @Example
    void whatIsLongerThanAMessageMayBeIsMalformed() {
        ByteBuffer head =
                ByteBuffer.allocate(10).put((byte) 0x81).put((byte) 127).putLong(Target.MAX_BODY_BYTES + 1L);
        assertThat(awaiting().decode(head.flip())).isEqualTo(MALFORMED);
    }
}
