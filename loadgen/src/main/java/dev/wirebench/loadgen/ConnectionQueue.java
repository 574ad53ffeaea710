package dev.wirebench.loadgen;

/** Bounded FIFO queue, so that kept connections take turns. Confined to one worker. */
final class ConnectionQueue {

    private final Connection[] ring;
    private int head;
    private int size;

    ConnectionQueue(int capacity) {
        ring = new Connection[capacity];
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    void add(Connection connection) {
        if (size == ring.length) {
            throw new IllegalStateException("a connection was queued twice");
        }
        int tail = head + size;
        ring[tail < ring.length ? tail : tail - ring.length] = connection;
        size++;
    }

    Connection first() {
        return size == 0 ? null : ring[head];
    }

    Connection take() {
        Connection connection = ring[head];
        ring[head] = null;
        head = head + 1 == ring.length ? 0 : head + 1;
        size--;
        return connection;
    }
}
