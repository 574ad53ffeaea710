package dev.wirebench.targets.scripted;

import dev.wirebench.model.record.ScriptLog;
import dev.wirebench.model.service.Protocol;
import java.nio.ByteBuffer;

/** A message from receipt until it is answered or dropped. Confined to one loop. */
final class ScriptedMessage {

    private static final int SEQUENCE_DIGITS = 16;

    private final Protocol wire;
    private final long sequence;
    private final Timetable.Entry entry;
    private long releasedNs = ScriptLog.NEVER;
    private boolean isSettled;

    ScriptedMessage(Protocol wire, long sequence, Timetable.Entry entry) {
        this.wire = wire;
        this.sequence = sequence;
        this.entry = entry;
    }

    /** The sequence number at the start of a payload, or {@link ScriptLog#NO_SEQUENCE}. */
    static long sequence(ByteBuffer payload) {
        if (payload.remaining() < SEQUENCE_DIGITS) {
            return ScriptLog.NO_SEQUENCE;
        }
        long sequence = 0;
        for (int i = 0; i < SEQUENCE_DIGITS; i++) {
            int digit = Character.digit((int) payload.get(payload.position() + i), 16);
            if (digit < 0) {
                return ScriptLog.NO_SEQUENCE;
            }
            sequence = sequence << 4 | digit;
        }
        return sequence;
    }

    void release(long nowNs) {
        releasedNs = nowNs;
        isSettled = true;
    }

    /** Settles the message as unanswered. */
    void drop() {
        isSettled = true;
    }

    boolean isSettled() {
        return isSettled;
    }

    ScriptLog.Row toRow() {
        long plannedNs = entry.isAnswered() ? entry.doneNs() : ScriptLog.NEVER;
        return new ScriptLog.Row(wire, sequence, entry.receivedNs(), entry.serviceNs(), plannedNs, releasedNs);
    }
}
