package dev.wirebench.loadgen.wire.socketio;

import static dev.wirebench.loadgen.wire.Decoded.ANSWERED;
import static dev.wirebench.loadgen.wire.Decoded.CLOSED;
import static dev.wirebench.loadgen.wire.Decoded.MALFORMED;
import static dev.wirebench.loadgen.wire.Decoded.REPLY_DUE;
import static dev.wirebench.loadgen.wire.Decoded.UNASKED;
import static dev.wirebench.loadgen.wire.Decoded.WRONG_ANSWER;
import static dev.wirebench.loadgen.wire.socketio.SocketIoWireTest.frame;
import static dev.wirebench.loadgen.wire.socketio.SocketIoWireTest.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.loadgen.SocketIoPeer;
import dev.wirebench.loadgen.wire.Payload;
import dev.wirebench.loadgen.wire.Wire;
import dev.wirebench.loadgen.wire.WireContract;
import dev.wirebench.loadgen.wire.websocket.WebSocketWireTest;
import dev.wirebench.model.service.Service.MessageType;
import dev.wirebench.model.service.SocketIoService;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Example;

/** Events with an attachment as argument: a text message and a binary one. */
class SocketIoBinaryWireTest extends WireContract {

    private static final String TEXT = "451-[\"echo\",{\"_placeholder\":true,\"num\":0}]";
    private static final int BYTES = 40;
    private static final Payload PAYLOAD = Payload.generated(BYTES, 7);
    private static final byte[] ECHO = payload(PAYLOAD);

    private static final SocketIoService SERVICE = new SocketIoService(
                    URI.create("ws://127.0.0.1:3000/socket.io/?EIO=4&transport=websocket"))
            .withMessage(MessageType.BINARY);

    @Override
    public Wire awaiting() {
        return SocketIoWireTest.awaiting(SERVICE, PAYLOAD);
    }

    @Override
    public List<Stream> streams() {
        byte[] text = frame(TEXT);
        byte[] attachment = WebSocketWireTest.frame(0x82, ECHO);
        byte[] first = WebSocketWireTest.frame(0x02, Arrays.copyOf(ECHO, 9));
        byte[] rest = WebSocketWireTest.frame(0x80, Arrays.copyOfRange(ECHO, 9, BYTES));
        byte[] other = WebSocketWireTest.frame(0x82, new byte[BYTES]);
        return List.of(
                stream("whole", concat(text, attachment), ANSWERED),
                stream("attachment in fragments", concat(text, first, rest), ANSWERED),
                stream("around a heartbeat", concat(text, frame("2"), attachment), REPLY_DUE, ANSWERED),
                stream("then another", concat(text, attachment, text, attachment), ANSWERED, UNASKED),
                stream("other content", concat(text, other), WRONG_ANSWER),
                stream("no content", concat(text, WebSocketWireTest.frame(0x82, new byte[0])), WRONG_ANSWER),
                stream(
                        "more content",
                        concat(text, WebSocketWireTest.frame(0x82, Arrays.copyOf(ECHO, 41))),
                        WRONG_ANSWER),
                stream("another event", concat(frame(TEXT.replace("echo", "ohce")), attachment), WRONG_ANSWER),
                stream(
                        "two attachments",
                        concat(frame(TEXT.replace("51-", "52-")), attachment, attachment),
                        WRONG_ANSWER),
                stream("as text", frame("42[\"echo\",\"x\"]"), WRONG_ANSWER),
                stream("an end for an attachment", concat(text, frame("1")), CLOSED),
                stream("text for an attachment", concat(text, text), MALFORMED),
                stream("attachment first", concat(attachment, text), MALFORMED));
    }

    @Example
    void textAndAttachmentGoOutTogether() {
        Wire wire = awaiting();
        ByteBuffer out = ByteBuffer.allocate(wire.maxEncodedBytes());
        wire.encode(SEQUENCE, false, out);
        List<SocketIoPeer.Message> sent = SocketIoPeer.messages(out.flip());
        assertThat(sent).extracting(SocketIoPeer.Message::opcode).containsExactly(1, 2);
        assertThat(sent.get(0).text()).isEqualTo(TEXT);
        assertThat(sent.get(1).content()).isEqualTo(ECHO);
    }
}
