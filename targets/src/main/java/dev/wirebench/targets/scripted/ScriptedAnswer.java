package dev.wirebench.targets.scripted;

import java.nio.ByteBuffer;

/**
 * Bytes scheduled for a connection. Confined to one loop.
 *
 * @param order of scheduling, for answers due at the same instant
 * @param message the message answered; null for the protocol's own bytes
 * @param isLast whether the connection ends after them
 */
record ScriptedAnswer(
        long order,
        long dueNs,
        ScriptedConnection connection,
        ScriptedMessage message,
        ByteBuffer bytes,
        boolean isLast)
        implements Comparable<ScriptedAnswer> {

    @Override
    public int compareTo(ScriptedAnswer other) {
        return dueNs == other.dueNs ? Long.compare(order, other.order) : Long.compare(dueNs, other.dueNs);
    }

    void release(long nowNs) {
        if (message != null) {
            message.release(nowNs);
        }
    }

    void drop() {
        if (message != null) {
            message.drop();
        }
    }
}
