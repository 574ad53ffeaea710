package dev.wirebench.loadgen;

/**
 * Connections that wait for something, soonest deadline first: all waits last equally long, so a linked list in order
 * of beginning is enough. Confined to one worker.
 */
final class Deadlines {

    private Connection first;
    private Connection last;
    private int size;

    int size() {
        return size;
    }

    /** Begins a wait, or begins it anew. */
    void add(Connection connection, long deadlineNs) {
        remove(connection);
        connection.deadlineNs = deadlineNs;
        connection.isWaiting = true;
        connection.previous = last;
        if (last == null) {
            first = connection;
        } else {
            last.next = connection;
        }
        last = connection;
        size++;
    }

    void remove(Connection connection) {
        if (!connection.isWaiting) {
            return;
        }
        if (connection.previous == null) {
            first = connection.next;
        } else {
            connection.previous.next = connection.next;
        }
        if (connection.next == null) {
            last = connection.previous;
        } else {
            connection.next.previous = connection.previous;
        }
        connection.previous = null;
        connection.next = null;
        connection.isWaiting = false;
        size--;
    }

    /** The connection whose deadline is next; null if none waits. */
    Connection first() {
        return first;
    }

    long nextNs() {
        return first == null ? Long.MAX_VALUE : first.deadlineNs;
    }
}
