package dev.wirebench.loadgen.wire;

import dev.wirebench.model.Target;
import java.nio.ByteBuffer;

/** Framed messages directly on TCP: no handshake, no close, nothing between them. */
final class RawWire implements Wire {

    private final Payload payload;
    private final Answer answer;
    private final Frames frames;
    private boolean awaiting;

    RawWire(Payload payload, Target.Check check, Frames frames) {
        this.payload = payload;
        this.answer = new Answer(payload, check);
        this.frames = frames;
    }

    @Override
    public int maxEncodedBytes() {
        return payload.bytes() + frames.overheadBytes();
    }

    @Override
    public boolean reset() {
        awaiting = false;
        frames.reset();
        return false;
    }

    @Override
    public void encodeHandshake(ByteBuffer out) {
        throw new IllegalStateException("a raw connection has no handshake");
    }

    @Override
    public void encode(long sequence, boolean last, ByteBuffer out) {
        answer.expect(sequence);
        awaiting = true;
        frames.putHead(payload.bytes(), out);
        payload.put(sequence, out);
        frames.putTail(out);
    }

    @Override
    public Decoded decode(ByteBuffer in) {
        if (!awaiting) {
            return Decoded.MALFORMED;
        }
        Decoded decoded = frames.decode(in, answer);
        if (decoded != Decoded.ANSWERED) {
            return decoded;
        }
        awaiting = false;
        return answer.result();
    }

    @Override
    public Decoded endOfStream() {
        return Decoded.CLOSED;
    }

    @Override
    public void encodeReply(ByteBuffer out) {
        throw new IllegalStateException("nothing is ever due on a raw connection");
    }

    @Override
    public boolean isEnding() {
        return false;
    }

    @Override
    public boolean encodeClose(ByteBuffer out) {
        return false;
    }
}
