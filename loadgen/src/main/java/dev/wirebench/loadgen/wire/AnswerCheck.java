package dev.wirebench.loadgen.wire;

import dev.wirebench.model.service.AnswerSign;
import dev.wirebench.model.service.Service.Check;
import java.nio.ByteBuffer;

/**
 * Tells answers from other messages on one connection and checks their content as it arrives, in pieces of any size.
 * Confined to one worker.
 */
public final class AnswerCheck {

    private final Payload payload;
    private final boolean echo;
    private final AnswerMatcher sign;
    private final int greeting;
    private int greetingLeft;
    private boolean awaited;

    /** An answer was awaited when the arriving message began. */
    private boolean mayAnswer;

    private long sequence;
    private long received;
    private boolean equal;

    /** For a connection that carries nothing but answers. */
    public AnswerCheck(Payload payload, Check check) {
        this(payload, check, null, 0);
    }

    /**
     * @param sign identifies an answer; null if the next message counts as one
     * @param greeting number of messages at the start of a connection that are not answers
     */
    public AnswerCheck(Payload payload, Check check, AnswerSign sign, int greeting) {
        this.payload = payload;
        this.echo = check == Check.ECHO;
        this.sign = sign == null ? null : AnswerMatcher.of(sign);
        this.greeting = greeting;
    }

    /** Prepares for a new connection. */
    public void reset() {
        awaited = false;
        greetingLeft = greeting;
    }

    /** True if messages other than answers may arrive. */
    public boolean expectsOthers() {
        return sign != null || greeting > 0;
    }

    public boolean isAwaited() {
        return awaited;
    }

    /** Starts to wait for the answer to a message. */
    public void expect(long messageSequence) {
        sequence = messageSequence;
        awaited = true;
        received = 0;
        equal = true;
    }

    /** Starts a message from the peer. */
    public void begin() {
        mayAnswer = awaited && greetingLeft == 0;
        received = 0;
        equal = true;
        if (sign != null) {
            sign.begin(sequence);
        }
    }

    /** Consumes {@code length} bytes of content. */
    public void accept(ByteBuffer in, int length) {
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

    /** Marks the message as no echo: its type differs from the one sent. */
    public void refuseEcho() {
        equal = false;
    }

    /**
     * Ends a message from the peer. @return MORE for a greeting, UNASKED if it is not an answer, else {@link #result}
     */
    public Decoded end() {
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

    public Decoded result() {
        boolean right = !echo || equal && received == payload.bytes();
        return right ? Decoded.ANSWERED : Decoded.WRONG_ANSWER;
    }
}
