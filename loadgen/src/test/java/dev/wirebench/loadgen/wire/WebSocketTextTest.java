package dev.wirebench.loadgen.wire;

import static dev.wirebench.loadgen.wire.Decoded.ANSWERED;
import static dev.wirebench.loadgen.wire.Decoded.CLOSED;
import static dev.wirebench.loadgen.wire.Decoded.MALFORMED;
import static dev.wirebench.loadgen.wire.Decoded.MORE;
import static dev.wirebench.loadgen.wire.Decoded.OPENED;
import static dev.wirebench.loadgen.wire.Decoded.REPLY_DUE;
import static dev.wirebench.loadgen.wire.websocket.WebSocketWireTest.frame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.loadgen.wire.websocket.DataMessages;
import dev.wirebench.loadgen.wire.websocket.WebSocketFrames;
import dev.wirebench.loadgen.wire.websocket.WebSocketWire;
import dev.wirebench.loadgen.wire.websocket.WebSocketWireTest;
import dev.wirebench.model.service.Service.Check;
import dev.wirebench.model.service.Service.MessageType;
import dev.wirebench.model.service.WebSocketService;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 6455, sections 8.1 (text), 5.5.1 and 7.4 (close frames). */
class WebSocketTextTest {

    private static final String CASES = "dev.wirebench.loadgen.wire.Utf8Cases#all";
    private static final int HEADER_BYTES = 2;
    private static final byte[] PING = frame(0x89, new byte[0]);

    /** A wire that has just sent a message of a type that differs from every case. */
    private static Wire awaiting(MessageType type, Check check) {
        Payload payload = Payload.generated(200, 7);
        WebSocketService service = new WebSocketService(URI.create("ws://127.0.0.1:8080/ws"))
                .withMessage(type)
                .withCheck(check);
        Wire wire = new WebSocketWire(service, payload, new SplittableRandom(5));
        wire.reset();
        byte[] agreement = WebSocketWireTest.agreement(WebSocketWireTest.handshake(wire));
        assertThat(wire.decode(ByteBuffer.wrap(agreement))).isEqualTo(OPENED);
        wire.encode(1, false, ByteBuffer.allocate(wire.maxEncodedBytes()));
        return wire;
    }

    @ParameterizedTest
    @MethodSource(CASES)
    void aTextIsRefusedAtItsFirstImpossibleByte(Utf8Cases.Case text) {
        Wire wire = awaiting(MessageType.TEXT, Check.ANY);
        byte[] frame = frame(0x81, text.bytes());
        int last = text.isValid() || text.firstImpossible() == text.bytes().length
                ? frame.length - 1
                : HEADER_BYTES + text.firstImpossible();
        for (int i = 0; i < last; i++) {
            assertThat(wire.decode(ByteBuffer.wrap(frame, i, 1)))
                    .as("byte %d", i)
                    .isEqualTo(MORE);
        }
        assertThat(wire.decode(ByteBuffer.wrap(frame, last, 1))).isEqualTo(text.isValid() ? ANSWERED : MALFORMED);
    }

    @ParameterizedTest
    @MethodSource(CASES)
    void fragmentsMayBeCutInsideACharacterAndFailAsFast(Utf8Cases.Case text) {
        byte[] bytes = text.bytes();
        for (int cut = 0; cut <= bytes.length; cut++) {
            byte[] stream = WireContract.concat(
                    frame(0x01, Arrays.copyOf(bytes, cut)),
                    PING,
                    frame(0x80, Arrays.copyOfRange(bytes, cut, bytes.length)));
            boolean isSeenFirst = !text.isValid() && text.firstImpossible() < cut;
            List<Decoded> expected =
                    isSeenFirst ? List.of(MALFORMED) : List.of(REPLY_DUE, text.isValid() ? ANSWERED : MALFORMED);
            assertThat(results(awaiting(MessageType.TEXT, Check.ANY), stream))
                    .as("cut at %d", cut)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource(CASES)
    void aReasonToCloseIsUtf8(Utf8Cases.Case text) {
        byte[] stream = frame(0x88, WireContract.concat(new byte[] {0x03, (byte) 0xe8}, text.bytes()));
        assertThat(results(awaiting(MessageType.TEXT, Check.ANY), stream))
                .containsExactly(text.isValid() ? CLOSED : MALFORMED);
        byte[] inCharacter = WireContract.concat(frame(0x01, new byte[] {(byte) 0xc3}), stream);
        assertThat(results(awaiting(MessageType.TEXT, Check.ANY), inCharacter))
                .as("within a text")
                .containsExactly(text.isValid() ? CLOSED : MALFORMED);
    }

    @ParameterizedTest
    @MethodSource(CASES)
    void binaryMayBeAnything(Utf8Cases.Case content) {
        assertThat(results(awaiting(MessageType.BINARY, Check.ANY), frame(0x82, content.bytes())))
                .containsExactly(ANSWERED);
    }

    @ParameterizedTest
    @EnumSource(Check.class)
    void aBrokenTextIsMalformedBeforeItIsWrong(Check check) {
        byte[] broken = frame(0x81, new byte[] {'a', (byte) 0xff});
        for (MessageType type : MessageType.values()) {
            assertThat(results(awaiting(type, check), broken)).as("%s", type).containsExactly(MALFORMED);
        }
    }

    @Test
    void aTextThatWasBrokenOffLeavesNothingToTheNextConnection() {
        Wire wire = awaiting(MessageType.TEXT, Check.ANY);
        wire.decode(ByteBuffer.wrap(frame(0x01, new byte[] {(byte) 0xe2, (byte) 0x82})));
        wire.reset();
        wire.decode(ByteBuffer.wrap(WebSocketWireTest.agreement(WebSocketWireTest.handshake(wire))));
        wire.encode(2, false, ByteBuffer.allocate(wire.maxEncodedBytes()));
        assertThat(results(wire, frame(0x81, new byte[] {'a'}))).containsExactly(ANSWERED);
    }

    @Test
    void ofAllCloseCodesOnlyThoseThatMayBeSentAreTaken() {
        Set<Integer> taken = new HashSet<>();
        for (int code = 0; code <= 0xffff; code++) {
            byte[] close = frame(0x88, new byte[] {(byte) (code >> 8), (byte) code});
            Decoded decoded = new WebSocketFrames(NO_MESSAGES, 0).decode(ByteBuffer.wrap(close));
            assertThat(decoded).isIn(CLOSED, MALFORMED);
            if (decoded == CLOSED) {
                taken.add(code);
            }
        }
        Set<Integer> allowed = new HashSet<>(List.of(1000, 1001, 1002, 1003));
        IntStream.rangeClosed(1007, 1014).forEach(allowed::add);
        IntStream.rangeClosed(3000, 4999).forEach(allowed::add);
        assertThat(taken).isEqualTo(allowed);
    }

    @Test
    void noCaseStandsTwice() {
        List<String> cases = Utf8Cases.all().map(Utf8Cases.Case::toString).toList();
        assertThat(cases).doesNotHaveDuplicates().hasSizeGreaterThan(100);
    }

    private static List<Decoded> results(Wire wire, byte[] stream) {
        List<Decoded> results = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(stream);
        while (in.hasRemaining()) {
            Decoded decoded = wire.decode(in);
            if (decoded != MORE) {
                results.add(decoded);
            }
            if (decoded.failure() != null) {
                break;
            }
        }
        return results;
    }

    private static final DataMessages NO_MESSAGES = new DataMessages() {
        @Override
        public boolean begin(int opcode) {
            return false;
        }

        @Override
        public boolean accept(ByteBuffer in, int length) {
            return false;
        }

        @Override
        public Decoded end() {
            return MALFORMED;
        }
    };
}
