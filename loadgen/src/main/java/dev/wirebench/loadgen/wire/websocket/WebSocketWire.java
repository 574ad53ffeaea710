package dev.wirebench.loadgen.wire.websocket;

import dev.wirebench.loadgen.wire.AnswerCheck;
import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.loadgen.wire.Payload;
import dev.wirebench.loadgen.wire.Wire;
import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.service.WebSocketService;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * WebSocket client, RFC 6455: the HTTP handshake (section 4), then frames (section 5), without extensions. Confined to
 * one worker.
 */
public final class WebSocketWire implements Wire {

    private final Payload payload;
    private final Answers answers;
    private final WebSocketHandshake handshake;
    private final WebSocketFrames received;
    private final MaskedFrames sent;
    private boolean closeSent;

    public WebSocketWire(WebSocketService service, Payload payload, RandomGenerator keys) {
        this.payload = payload;
        this.answers = new Answers(
                new AnswerCheck(payload, service.check(), service.answer(), service.greeting()),
                service.message() == Service.MessageType.TEXT ? WebSocketFrames.TEXT : WebSocketFrames.BINARY);
        this.handshake = new WebSocketHandshake(service.url(), service.headers(), service.subprotocol(), keys);
        this.received = new WebSocketFrames(answers, Target.MAX_BODY_BYTES);
        this.sent = new MaskedFrames(keys);
    }

    @Override
    public int maxEncodedBytes() {
        int content = Math.max(payload.bytes(), WebSocketFrames.MAX_CONTROL_BYTES);
        return Math.max(handshake.encodedBytes(), MaskedFrames.MAX_HEADER_BYTES + content);
    }

    @Override
    public boolean reset() {
        closeSent = false;
        answers.answer.reset();
        handshake.reset();
        received.reset();
        return true;
    }

    @Override
    public void encodeHandshake(ByteBuffer out) {
        handshake.encode(out);
    }

    @Override
    public void encode(long sequence, boolean last, ByteBuffer out) {
        answers.answer.expect(sequence);
        sent.begin(answers.opcode, payload.bytes(), out);
        payload.put(sequence, out);
        sent.end(out);
    }

    @Override
    public Decoded decode(ByteBuffer in) {
        return handshake.isDone() ? received.decode(in) : handshake.decode(in);
    }

    @Override
    public Decoded endOfStream() {
        return handshake.isDone() ? Decoded.CLOSED : Decoded.HANDSHAKE_REFUSED;
    }

    @Override
    public void encodeReply(ByteBuffer out) {
        sent.putPong(received.control(), out);
    }

    /** A close frame once the handshake is complete. */
    @Override
    public boolean encodeClose(ByteBuffer out) {
        if (!handshake.isDone() || closeSent) {
            return false;
        }
        closeSent = true;
        sent.putClose(out);
        return true;
    }

    private static final class Answers implements DataMessages {

        private final AnswerCheck answer;
        private final int opcode;

        Answers(AnswerCheck answer, int opcode) {
            this.answer = answer;
            this.opcode = opcode;
        }

        @Override
        public boolean begin(int receivedOpcode) {
            answer.begin();
            if (receivedOpcode != opcode) {
                answer.refuseEcho();
            }
            return true;
        }

        @Override
        public boolean accept(ByteBuffer in, int length) {
            answer.accept(in, length);
            return true;
        }

        @Override
        public Decoded end() {
            return answer.end();
        }
    }
}
