package dev.wirebench.target;

import java.nio.ByteBuffer;

/**
 * Bytes for a connection, from when they are known until they have been handed to its socket. Confined to one loop.
 *
 * @param order of receipt, which decides where two are due at once
 * @param message what they answer; null where they are the protocol's own
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

    void lose() {
        if (message != null) {
            message.lose();
        }
    }
}
