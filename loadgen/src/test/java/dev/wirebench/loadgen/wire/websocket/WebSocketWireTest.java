package dev.wirebench.loadgen.wire.websocket;

import static dev.wirebench.loadgen.wire.Decoded.ANSWERED;
import static dev.wirebench.loadgen.wire.Decoded.CLOSED;
import static dev.wirebench.loadgen.wire.Decoded.HANDSHAKE_REFUSED;
import static dev.wirebench.loadgen.wire.Decoded.MALFORMED;
import static dev.wirebench.loadgen.wire.Decoded.OPENED;
import static dev.wirebench.loadgen.wire.Decoded.REPLY_DUE;
import static dev.wirebench.loadgen.wire.Decoded.UNASKED;
import static dev.wirebench.loadgen.wire.Decoded.WRONG_ANSWER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.loadgen.wire.Payload;
import dev.wirebench.loadgen.wire.Wire;
import dev.wirebench.loadgen.wire.WireContract;
import dev.wirebench.model.service.WebSocketService;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

public class WebSocketWireTest extends WireContract {

    private static final int BYTES = 150;
    private static final Payload PAYLOAD = Payload.generated(BYTES, 7);
    private static final byte[] ECHO = payload(PAYLOAD);
    private static final WebSocketService SERVICE = new WebSocketService(URI.create("ws://127.0.0.1:8080/ws"));

    @Override
    public Wire awaiting() {
        Wire wire = opened(PAYLOAD);
        wire.encode(SEQUENCE, false, ByteBuffer.allocate(wire.maxEncodedBytes()));
        return wire;
    }

    private static Wire opened(Payload payload) {
        return opened(SERVICE, payload);
    }

    public static Wire opened(WebSocketService service, Payload payload) {
        Wire wire = new WebSocketWire(service, payload, new SplittableRandom(5));
        assertThat(wire.reset()).isTrue();
        byte[] answer = agreement(handshake(wire));
        assertThat(wire.decode(ByteBuffer.wrap(answer))).isEqualTo(OPENED);
        return wire;
    }

    public static String handshake(Wire wire) {
        ByteBuffer out = ByteBuffer.allocate(wire.maxEncodedBytes());
        wire.encodeHandshake(out);
        return new String(out.array(), 0, out.position(), ISO_8859_1);
    }

    public static byte[] agreement(String request) {
        return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accept(request) + "\r\n\r\n")
                .getBytes(ISO_8859_1);
    }

    private static String accept(String request) {
        String key = request.lines()
                .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
                .findFirst()
                .orElseThrow()
                .substring(19);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<Stream> streams() {
        byte[] echo = frame(0x82, ECHO);
        byte[] ping = frame(0x89, "beat".getBytes(ISO_8859_1));
        byte[] first = frame(0x02, Arrays.copyOf(ECHO, 70));
        byte[] rest = frame(0x80, Arrays.copyOfRange(ECHO, 70, BYTES));
        byte[] none = {};
        return List.of(
                stream("whole", echo, ANSWERED),
                stream("in two fragments", concat(first, rest), ANSWERED),
                stream("in fragments around a ping", concat(first, ping, rest), REPLY_DUE, ANSWERED),
                stream(
                        "with empty fragments",
                        concat(frame(0x02, none), first0(first), frame(0x00, none), rest),
                        ANSWERED),
                stream("after a pong", concat(frame(0x8a, none), echo), ANSWERED),
                stream("then an uninvited message", concat(echo, echo), ANSWERED, UNASKED),
                stream("then a close", concat(echo, frame(0x88, code(1001))), ANSWERED, CLOSED),
                stream("close without a code", frame(0x88, none), CLOSED),
                stream("text for binary", frame(0x81, ECHO), WRONG_ANSWER),
                stream("empty", frame(0x82, none), WRONG_ANSWER),
                stream("one byte more", frame(0x82, Arrays.copyOf(ECHO, BYTES + 1)), WRONG_ANSWER),
                stream("other content", frame(0x82, new byte[BYTES]), WRONG_ANSWER),
                stream("reserved bit", new byte[] {(byte) 0xc2, 0}, MALFORMED),
                stream("masked", new byte[] {(byte) 0x82, (byte) 0x80}, MALFORMED),
                stream("reserved opcode", new byte[] {(byte) 0x83, 0}, MALFORMED),
                stream("reserved control opcode", new byte[] {(byte) 0x8b, 0}, MALFORMED),
                stream("fragmented ping", new byte[] {0x09, 0}, MALFORMED),
                stream("long ping", new byte[] {(byte) 0x89, 126}, MALFORMED),
                stream("continuation of nothing", new byte[] {(byte) 0x80, 0}, MALFORMED),
                stream("new message within one", concat(first, new byte[] {(byte) 0x82, 0}), MALFORMED),
                stream("length not in its shortest form", new byte[] {(byte) 0x82, 126, 0, 125}, MALFORMED),
                stream(
                        "long length not in its shortest form",
                        new byte[] {(byte) 0x82, 127, 0, 0, 0, 0, 0, 0, (byte) 255, (byte) 255},
                        MALFORMED),
                stream("negative length", new byte[] {(byte) 0x82, 127, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0}, MALFORMED),
                stream("close with half a code", frame(0x88, new byte[] {3}), MALFORMED),
                stream("close with a code that is never sent", frame(0x88, code(1005)), MALFORMED));
    }

    private static byte[] first0(byte[] dataFrame) {
        byte[] continuation = dataFrame.clone();
        continuation[0] = 0;
        return continuation;
    }

    private static byte[] code(int code) {
        return new byte[] {(byte) (code >> 8), (byte) code};
    }

    private static Stream stream(String name, byte[] bytes, Decoded... results) {
        return new Stream(name, bytes, List.of(results));
    }

    /** An unmasked frame, as a server sends it. */
    public static byte[] frame(int firstByte, byte[] content) {
        byte[] header = content.length < 126
                ? new byte[] {(byte) firstByte, (byte) content.length}
                : new byte[] {(byte) firstByte, 126, (byte) (content.length >> 8), (byte) content.length};
        return concat(header, content);
    }

    @Property(seed = "1")
    void aFrameUnmaskedIsThePayload(@ForAll @IntRange(max = 70_000) int bytes, @ForAll long sequence) {
        Payload payload = Payload.generated(bytes, 3);
        Wire wire = opened(payload);
        ByteBuffer out = ByteBuffer.allocate(wire.maxEncodedBytes());
        wire.encode(sequence, false, out);
        out.flip();
        assertThat(out.get()).isEqualTo((byte) 0x82);
        int form = out.get() & 0xff;
        assertThat(form & 0x80).as("mask bit").isEqualTo(0x80);
        long length = (form & 0x7f) < 126 ? form & 0x7f : form == 254 ? out.getShort() & 0xffff : out.getLong();
        assertThat(length).isEqualTo(bytes).isEqualTo(out.remaining() - 4);
        byte[] mask = new byte[4];
        out.get(mask);
        byte[] content = new byte[bytes];
        out.get(content);
        for (int i = 0; i < bytes; i++) {
            content[i] ^= mask[i % 4];
        }
        ByteBuffer expected = ByteBuffer.allocate(bytes);
        payload.put(sequence, expected);
        assertThat(content).isEqualTo(expected.array());
    }

    @Example
    void theHandshakeIsAnHttpRequest() {
        Wire wire = new WebSocketWire(SERVICE, PAYLOAD, new SplittableRandom(5));
        wire.reset();
        assertThat(handshake(wire))
                .matches(
                        "GET /ws HTTP/1\\.1\r\nHost: 127\\.0\\.0\\.1:8080\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: [A-Za-z0-9+/]{22}==\r\n\r\n");
    }

    @Example
    void everyConnectionHasItsOwnKey() {
        Wire wire = new WebSocketWire(SERVICE, PAYLOAD, new SplittableRandom(5));
        wire.reset();
        String first = handshake(wire);
        wire.reset();
        assertThat(handshake(wire)).isNotEqualTo(first);
    }

    @Example
    void aHandshakeThatDoesNotAgreeIsRefused() {
        List<String[]> changes = List.of(
                new String[] {"101 Switching Protocols", "200 OK"},
                new String[] {"Upgrade: WebSocket", "Upgrade: h2c"},
                new String[] {", Upgrade", ""},
                new String[] {"Accept: ", "Accept: x"},
                new String[] {"\r\n\r\n", "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n"},
                new String[] {"\r\n\r\n", "\r\nSec-WebSocket-Protocol: chat\r\n\r\n"});
        for (String[] change : changes) {
            Wire wire = new WebSocketWire(SERVICE, PAYLOAD, new SplittableRandom(5));
            wire.reset();
            String answer = new String(agreement(handshake(wire)), ISO_8859_1).replace(change[0], change[1]);
            assertThat(wire.decode(ByteBuffer.wrap(answer.getBytes(ISO_8859_1))))
                    .as(change[1])
                    .isIn(HANDSHAKE_REFUSED, MALFORMED);
        }
    }

    @Example
    void aPingIsAnsweredWithItsContent() {
        Wire wire = awaiting();
        wire.decode(ByteBuffer.wrap(frame(0x89, "beat".getBytes(ISO_8859_1))));
        ByteBuffer out = ByteBuffer.allocate(wire.maxEncodedBytes());
        wire.encodeReply(out);
        assertThat(out.array()[0]).isEqualTo((byte) 0x8a);
        assertThat(out.array()[1]).isEqualTo((byte) 0x84);
        for (int i = 0; i < 4; i++) {
            assertThat((byte) (out.get(6 + i) ^ out.get(2 + i))).isEqualTo((byte) "beat".charAt(i));
        }
    }

    @Example
    void aCloseIsSentOnce() {
        Wire wire = awaiting();
        ByteBuffer out = ByteBuffer.allocate(wire.maxEncodedBytes());
        assertThat(wire.encodeClose(out)).isTrue();
        assertThat(out.position()).isEqualTo(8);
        assertThat(wire.encodeClose(out)).isFalse();
    }
}
