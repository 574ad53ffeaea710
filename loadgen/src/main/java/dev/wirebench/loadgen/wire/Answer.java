package dev.wirebench.loadgen.wire;

import dev.wirebench.model.AnswerSign;
import dev.wirebench.model.Target.Check;
import java.nio.ByteBuffer;

/**
 * Tells answers from other messages on one connection, and checks the content of each as it arrives, in pieces of any
 * size. Confined to one worker.
 */
final class Answer {

    private final Payload payload;
    private final boolean echo;
    private final Sign sign;
    private final int greeting;
    private int greetingLeft;
    private boolean awaited;

    /** The message that is arriving began when an answer was awaited. */
    private boolean mayAnswer;

    private long sequence;
    private long received;
    private boolean equal;

    /** On a connection that carries nothing but answers. */
    Answer(Payload payload, Check check) {
        this(payload, check, null, 0);
    }

    /**
     * @param sign what tells an answer; null if the first message that comes is taken for one
     * @param greeting so many messages at the start of a connection answer nothing
     */
    Answer(Payload payload, Check check, AnswerSign sign, int greeting) {
        this.payload = payload;
        this.echo = check == Check.ECHO;
        this.sign = sign == null ? null : Sign.of(sign);
        this.greeting = greeting;
    }

    /** Begins a connection. */
    void reset() {
        awaited = false;
        greetingLeft = greeting;
    }

    /** Whether messages may come that answer nothing. */
    boolean expectsOthers() {
        return sign != null || greeting > 0;
    }

    boolean isAwaited() {
        return awaited;
    }

    /** Begins the wait for the answer to a message. */
    void expect(long messageSequence) {
        sequence = messageSequence;
        awaited = true;
        received = 0;
        equal = true;
    }

    /** Begins a message from the peer. */
    void begin() {
        mayAnswer = awaited && greetingLeft == 0;
        received = 0;
        equal = true;
        if (sign != null) {
            sign.begin(sequence);
        }
    }

    /** Consumes {@code length} bytes of content. */
    void accept(ByteBuffer in, int length) {
        if (sign != null) {
            sign.accept(in, length);
        }
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

    /** Ends a message from the peer. @return MORE for a greeting, UNASKED for what is no answer, else {@link #result} */
    Decoded end() {
        if (greetingLeft > 0) {
            greetingLeft--;
            return Decoded.MORE;
        }
        if (!mayAnswer || sign != null && !sign.isMet()) {
            return Decoded.UNASKED;
        }
        awaited = false;
        return result();
    }

    Decoded result() {
        boolean right = !echo || equal && received == payload.bytes();
        return right ? Decoded.ANSWERED : Decoded.WRONG_ANSWER;
    }
}
