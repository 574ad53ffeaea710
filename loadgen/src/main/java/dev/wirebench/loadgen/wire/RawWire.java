package dev.wirebench.loadgen.wire;

import dev.wirebench.model.Target;
import java.nio.ByteBuffer;

/** Framed messages directly on TCP: no handshake, no close and, unless the plan says otherwise, nothing but answers. */
public final class RawWire implements Wire {

    private final Payload payload;
    private final Answer answer;
    private final Frames frames;
    private boolean inFrame;

    public RawWire(Target.Raw service, Payload payload) {
        this.payload = payload;
        this.answer = new Answer(payload, service.check(), service.answer(), service.greeting());
        this.frames = Frames.of(service.framing());
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
