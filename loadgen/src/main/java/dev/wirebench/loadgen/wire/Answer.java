package dev.wirebench.loadgen.wire;

import dev.wirebench.model.Target.Check;
import java.nio.ByteBuffer;

/** Checks the content of one answer as it arrives, in pieces of any size. Confined to one worker. */
final class Answer {

    private final Payload payload;
    private final boolean echo;
    private long sequence;
    private long received;
    private boolean equal;

    Answer(Payload payload, Check check) {
        this.payload = payload;
        this.echo = check == Check.ECHO;
    }

    /** Begins the wait for the answer to a message. */
    void expect(long messageSequence) {
        sequence = messageSequence;
        received = 0;
        equal = true;
    }

    /** Consumes {@code length} bytes of content. */
    void accept(ByteBuffer in, int length) {
        if (equal && echo) {
            equal = payload.matches(sequence, (int) received, in, length);
        } else {
            in.position(in.position() + length);
        }
        received += length;
    }

    /** The other type of message than was sent is no echo of it. */
    void refuseEcho() {
        equal = false;
    }

    Decoded result() {
        boolean right = !echo || equal && received == payload.bytes();
        return right ? Decoded.ANSWERED : Decoded.WRONG_ANSWER;
    }
}
