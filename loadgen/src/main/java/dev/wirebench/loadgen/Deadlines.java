package dev.wirebench.loadgen;

/**
 * Waiting connections, soonest deadline first. All waits are equally long, so a linked list in starting order is
 * enough. Confined to one worker.
 */
final class Deadlines {

    private Connection first;
    private Connection last;
    private int size;

    int size() {
        return size;
    }

    /** Starts or restarts a wait. */
    void add(Connection connection, long deadlineNs) {
        remove(connection);
        connection.deadlineNs = deadlineNs;
        connection.hasDeadline = true;
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
        if (!connection.hasDeadline) {
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
        connection.hasDeadline = false;
        size--;
    }

    /** The connection with the soonest deadline; null if none. */
    Connection first() {
        return first;
    }

    long nextNs() {
        return first == null ? Long.MAX_VALUE : first.deadlineNs;
    }
}
