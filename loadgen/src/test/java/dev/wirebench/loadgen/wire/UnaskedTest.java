package dev.wirebench.loadgen.wire;

import static dev.wirebench.loadgen.wire.Decoded.ANSWERED;
import static dev.wirebench.loadgen.wire.Decoded.MORE;
import static dev.wirebench.loadgen.wire.Decoded.UNASKED;
import static dev.wirebench.loadgen.wire.Decoded.WRONG_ANSWER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wirebench.loadgen.Wires;
import dev.wirebench.loadgen.wire.raw.RawWire;
import dev.wirebench.loadgen.wire.socketio.SocketIoWireTest;
import dev.wirebench.loadgen.wire.websocket.WebSocketWireTest;
import dev.wirebench.model.service.AnswerSign;
import dev.wirebench.model.service.Framing;
import dev.wirebench.model.service.RawService;
import dev.wirebench.model.service.Service.Check;
import dev.wirebench.model.service.Service.MessageType;
import dev.wirebench.model.service.SocketIoService;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.service.WebSocketService;
import dev.wirebench.model.text.PlanException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import net.jqwik.api.Example;

/** Unasked messages on each wire that may carry them. */
class UnaskedTest {

    private static final long SEQUENCE = 0xfedcL;
    private static final Payload PAYLOAD = Payload.generated(32, 7);
    private static final AnswerSign RE_7 =
            new AnswerSign(null, null, "/re", null, JsonNodeFactory.instance.numberNode(7));
    private static final AnswerSign SEQUENCE_SIGN = new AnswerSign(null, null, null, true, null);

    /** An open wire, and its peer's framing of a text. */
    private record Talk(String name, Wire wire, Function<String, byte[]> frame) {

        void send() {
            wire.encode(SEQUENCE, false, ByteBuffer.allocate(wire.maxEncodedBytes()));
        }

        /** Decodes each text, also byte by byte. */
        Decoded hear(String text) {
            Decoded last = MORE;
            for (byte each : frame.apply(text)) {
                assertThat(last).as(text).isEqualTo(MORE);
                last = wire.decode(ByteBuffer.wrap(new byte[] {each}));
            }
            return last;
        }
    }

    private static List<Talk> talks(Check check, AnswerSign sign, int greeting) {
        List<Talk> talks = new ArrayList<>();
        Wire webSocket = WebSocketWireTest.opened(
                new WebSocketService(URI.create("ws://127.0.0.1:9/"))
                        .withMessage(MessageType.TEXT)
                        .withCheck(check)
                        .withAnswer(sign, greeting),
                PAYLOAD);
        talks.add(new Talk("websocket", webSocket, text -> WebSocketWireTest.frame(0x81, text.getBytes(ISO_8859_1))));
        Wire raw = new RawWire(
                new RawService(URI.create("tcp://127.0.0.1:9"))
                        .withFraming(new Framing.Delimiter("\n"))
                        .withCheck(check)
                        .withAnswer(sign, greeting),
                PAYLOAD);
        raw.reset();
        talks.add(new Talk("raw", raw, text -> (text + "\n").getBytes(ISO_8859_1)));
        return talks;
    }

    private static String echo() {
        ByteBuffer out = ByteBuffer.allocate(PAYLOAD.bytes());
        PAYLOAD.put(SEQUENCE, out);
        return new String(out.array(), ISO_8859_1);
    }

    @Example
    void ticksAreToldFromTheAnswer() {
        for (Talk talk : talks(Check.ANY, RE_7, 0)) {
            assertThat(talk.hear("{\"tick\":1}")).as(talk.name).isEqualTo(UNASKED);
            for (int i = 0; i < 3; i++) {
                talk.send();
                assertThat(talk.hear("{\"tick\":1}")).as(talk.name).isEqualTo(UNASKED);
                assertThat(talk.hear("tick")).as(talk.name).isEqualTo(UNASKED);
                assertThat(talk.hear("{\"re\":7}")).as(talk.name).isEqualTo(ANSWERED);
                assertThat(talk.hear("{\"re\":7}"))
                        .as("no message is in flight")
                        .isEqualTo(UNASKED);
            }
        }
    }

    @Example
    void aMessageThatBeganBeforeOursDoesNotAnswerIt() {
        for (Talk talk : talks(Check.ANY, RE_7, 0)) {
            byte[] answer = talk.frame.apply("{\"re\":7}");
            talk.wire.decode(ByteBuffer.wrap(answer, 0, 4));
            talk.send();
            assertThat(talk.wire.decode(ByteBuffer.wrap(answer, 4, answer.length - 4)))
                    .as(talk.name)
                    .isEqualTo(UNASKED);
            assertThat(talk.hear("{\"re\":7}")).as(talk.name).isEqualTo(ANSWERED);
        }
    }

    @Example
    void aGreetingIsSkippedOnEachConnectionWheneverItComes() {
        for (Talk talk : talks(Check.ANY, null, 2)) {
            assertThat(talk.hear("hello")).as(talk.name).isEqualTo(MORE);
            talk.send();
            assertThat(talk.hear("you")).as(talk.name).isEqualTo(MORE);
            assertThat(talk.hear("answer")).as(talk.name).isEqualTo(ANSWERED);
            assertThat(talk.hear("more")).as(talk.name).isEqualTo(UNASKED);
        }
        Talk raw = talks(Check.ANY, null, 1).get(1);
        raw.hear("hello");
        raw.wire.reset();
        raw.send();
        assertThat(raw.hear("hello")).isEqualTo(MORE);
    }

    @Example
    void anEchoIsComparedAlsoWhereItIsToldByItsSequence() {
        for (Talk talk : talks(Check.ECHO, SEQUENCE_SIGN, 0)) {
            for (int i = 0; i < 2; i++) {
                talk.send();
                assertThat(talk.hear("tick")).as(talk.name).isEqualTo(UNASKED);
                assertThat(talk.hear(echo())).as(talk.name).isEqualTo(ANSWERED);
            }
            talk.send();
            assertThat(talk.hear(echo() + "x")).as(talk.name).isEqualTo(WRONG_ANSWER);
        }
    }

    @Example
    void withoutASignWhatIsNoEchoIsAWrongAnswer() {
        for (Talk talk : talks(Check.ECHO, null, 0)) {
            talk.send();
            assertThat(talk.hear("tick")).as(talk.name).isEqualTo(WRONG_ANSWER);
        }
    }

    private static Wire socketIo(MessageType message, Check check, AnswerSign sign, int greeting) {
        URI url = URI.create("ws://127.0.0.1:3000/socket.io/?EIO=4&transport=websocket");
        return SocketIoWireTest.opened(
                new SocketIoService(url).withMessage(message).withCheck(check).withAnswer(sign, greeting), PAYLOAD);
    }

    private static Decoded hear(Wire wire, String text) {
        return wire.decode(ByteBuffer.wrap(SocketIoWireTest.frame(text)));
    }

    @Example
    void socketIoEventsAreToldByTheirNameOrArgument() {
        AnswerSign pong = new AnswerSign(null, null, "/0", null, JsonNodeFactory.instance.textNode("pong"));
        AnswerSign id = new AnswerSign(null, null, "/1/id", null, null);
        AnswerSign prefix = new AnswerSign("[\"pong\",", null, null, null, null);
        for (AnswerSign sign : List.of(pong, id, prefix)) {
            Wire wire = socketIo(null, Check.ANY, sign, 1);
            assertThat(hear(wire, "42[\"pong\",{\"id\":1}]")).as("a greeting").isEqualTo(MORE);
            wire.encode(SEQUENCE, false, ByteBuffer.allocate(wire.maxEncodedBytes()));
            assertThat(hear(wire, "42[\"tick\",1]")).as("%s", sign).isEqualTo(UNASKED);
            assertThat(hear(wire, "4217[\"pong\",{\"id\":1}]")).as("%s", sign).isEqualTo(ANSWERED);
            assertThat(hear(wire, "42[\"pong\",{\"id\":1}]")).as("%s", sign).isEqualTo(UNASKED);
        }
    }

    @Example
    void aSocketIoEchoIsComparedAlsoWhereItIsToldByItsSequence() {
        for (int i = 0; i < 2; i++) {
            Wire wire = socketIo(null, Check.ECHO, SEQUENCE_SIGN, 0);
            wire.encode(SEQUENCE, false, ByteBuffer.allocate(wire.maxEncodedBytes()));
            assertThat(hear(wire, "42[\"echo\",\"tick\"]")).isEqualTo(UNASKED);
            assertThat(hear(wire, "42[\"echo\",\"" + echo() + (i == 0 ? "" : "x") + "\"]"))
                    .isEqualTo(i == 0 ? ANSWERED : WRONG_ANSWER);
        }
    }

    @Example
    void aSocketIoAttachmentMayHoldTheSequence() {
        Wire wire = socketIo(MessageType.BINARY, Check.ECHO, SEQUENCE_SIGN, 0);
        String event = "451-[\"echo\",{\"_placeholder\":true,\"num\":0}]";
        byte[] echo = echo().getBytes(ISO_8859_1);
        wire.encode(SEQUENCE, false, ByteBuffer.allocate(wire.maxEncodedBytes()));
        assertThat(hear(wire, event)).isEqualTo(MORE);
        assertThat(wire.decode(ByteBuffer.wrap(WebSocketWireTest.frame(0x82, Arrays.copyOf(echo, 12)))))
                .isEqualTo(UNASKED);
        assertThat(hear(wire, event)).isEqualTo(MORE);
        assertThat(wire.decode(ByteBuffer.wrap(WebSocketWireTest.frame(0x82, echo))))
                .isEqualTo(ANSWERED);
    }

    @Example
    void aPayloadTooShortForTheSequenceIsRefused() {
        RawService raw = new RawService(URI.create("tcp://127.0.0.1:9")).withAnswer(SEQUENCE_SIGN, 0);
        Target target = Target.of(raw);
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> new Wires(raw, 15, 1))
                .withMessage("target.raw.answer.sequence needs payloadBytes of at least 16, was 15");
        assertThat(new Wires(raw, 16, 1).create(new SplittableRandom(1))).isNotNull();
    }
}
