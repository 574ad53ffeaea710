package dev.wirebench.loadgen.wire.raw;

import dev.wirebench.loadgen.wire.AnswerCheck;
import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.loadgen.wire.Payload;
import dev.wirebench.loadgen.wire.Wire;
import dev.wirebench.model.service.RawService;
import java.nio.ByteBuffer;

/** Framed messages directly on TCP: no handshake, no close and, unless the plan says otherwise, nothing but answers. */
public final class RawWire implements Wire {

    private final Payload payload;
    private final AnswerCheck answer;
    private final RawFrames frames;
    private boolean inFrame;

    public RawWire(RawService service, Payload payload) {
        this.payload = payload;
        this.answer = new AnswerCheck(payload, service.check(), service.answer(), service.greeting());
        this.frames = RawFrames.of(service.framing());
    }

    @Override
    public int maxEncodedBytes() {
        return payload.bytes() + frames.overheadBytes();
    }

    @Override
    public boolean reset() {
        inFrame = false;
        answer.reset();
        frames.reset();
        return false;
    }

    @Override
    public void encode(long sequence, boolean last, ByteBuffer out) {
        answer.expect(sequence);
        frames.putHead(payload.bytes(), out);
        payload.put(sequence, out);
        frames.putTail(out);
    }

    @Override
    public Decoded decode(ByteBuffer in) {
        if (!answer.isAwaited() && !answer.expectsOthers()) {
            return Decoded.SURPLUS;
        }
        if (!inFrame) {
            inFrame = true;
            answer.begin();
        }
        Decoded decoded = frames.decode(in, answer);
        if (decoded != Decoded.ANSWERED) {
            return decoded;
        }
        inFrame = false;
        return answer.end();
    }

    @Override
    public Decoded endOfStream() {
        return Decoded.CLOSED;
    }
}
