package dev.wirebench.targets.scripted;

import dev.wirebench.model.service.Protocol;
import dev.wirebench.targets.echo.ServiceLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The single thread of a scripted target: reads messages, schedules their answers, and sends each when due, never
 * earlier. Instants count from the creation of the loop.
 *
 * <p>Spins only shortly before an answer is due, because permanent spinning would leave too little of a small machine
 * to the load generator. Reads on during the script's stalls.
 */
final class ScriptedLoop {

    private static final int BUFFER_BYTES = 64 * 1024;
    /** Parking usually oversleeps by some tens of microseconds, rarely by more than this. */
    private static final long SPIN_BEFORE_DUE_NS = 200_000;

    private static final long MAX_WAIT_MS = 50;
    /** Between two polls of the sockets, so that a burst of answers does not delay receive times. */
    private static final int MAX_RELEASES = 16;

    private final Selector selector;
    private final ScriptJournal journal;
    private final ServiceLimits limits;
    private final LongSupplier nanoTime;
    private final long epochNs;
    private final List<ScriptedAcceptor> acceptors = new ArrayList<>();
    private final Map<Protocol, Timetable> timetables;
    private final PriorityQueue<ScriptedAnswer> due = new PriorityQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Consumer<SelectionKey> serve = this::serve;
    private final Thread thread = new Thread(this::run, "scripted");
    private final ReleaseTimer alarm;

    private long scheduled;
    private int open;
    private long maintainedNs;
    private long sweptNs;
    private volatile boolean isClosing;

    ScriptedLoop(
            Map<Protocol, Timetable> timetables, ScriptJournal journal, ServiceLimits limits, LongSupplier nanoTime)
            throws IOException {
        this.timetables = timetables;
        this.selector = Selector.open();
        this.journal = journal;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.epochNs = nanoTime.getAsLong();
        this.alarm = new ReleaseTimer(selector, this::nowNs);
        thread.setDaemon(true);
    }

    /** @throws IOException if the address cannot be listened on */
    InetSocketAddress listen(String name, InetSocketAddress address, Supplier<ScriptedWire> wires) throws IOException {
        ScriptedAcceptor acceptor = new ScriptedAcceptor(limits.listen(name, address), wires);
        acceptors.add(acceptor);
        return acceptor.register(selector);
    }

    void start() {
        thread.start();
        alarm.start();
    }

    private void run() {
        try (selector) {
            try {
                while (!isClosing) {
                    turn();
                }
            } finally {
                for (SelectionKey key : selector.keys()) {
                    key.channel().close();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the selector failed", e);
        } finally {
            journal.end();
        }
    }

    private void turn() throws IOException {
        long waitMs = waitMs(nowNs());
        if (waitMs == 0) {
            selector.selectNow(serve);
        } else {
            selector.select(serve, waitMs);
        }
        for (int i = 0; i < MAX_RELEASES && releaseNext(); i++) {}
        journal.advance();
        maintain(nowNs());
    }

    /** 0 to spin; otherwise the longest wait for the alarm. */
    private long waitMs(long nowNs) {
        if (due.isEmpty()) {
            return MAX_WAIT_MS;
        }
        long wakeNs = due.peek().dueNs() - SPIN_BEFORE_DUE_NS;
        if (wakeNs <= nowNs) {
            return 0;
        }
        alarm.set(wakeNs);
        return MAX_WAIT_MS;
    }

    private void serve(SelectionKey key) {
        if (key.attachment() instanceof ScriptedConnection connection) {
            try {
                connection.serve(buffer);
            } catch (IOException | OutOfMemoryError e) {
                // A reset, or one message too many: either ends only this connection.
                connection.close();
            }
        } else {
            ((ScriptedAcceptor) key.attachment()).accept(this);
        }
        releaseNext();
    }

    /** @return true if an answer was due */
    private boolean releaseNext() {
        if (due.isEmpty() || due.peek().dueNs() > nowNs()) {
            return false;
        }
        ScriptedAnswer answer = due.remove();
        try {
            answer.connection().send(answer);
        } catch (IOException e) {
            answer.connection().close();
        }
        return true;
    }

    /** Resumes paused accepting and closes idle connections. */
    private void maintain(long nowNs) {
        if (nowNs - maintainedNs < MAX_WAIT_MS * 1_000_000) {
            return;
        }
        maintainedNs = nowNs;
        acceptors.forEach(ScriptedAcceptor::resume);
        long idleNs = limits.idleTimeout().toNanos();
        if (nowNs - sweptNs >= idleNs) {
            sweptNs = nowNs;
            for (SelectionKey key : selector.keys()) {
                if (key.attachment() instanceof ScriptedConnection connection
                        && !connection.hasMovedSince(nowNs - idleNs)) {
                    connection.close();
                }
            }
        }
    }

    long nowNs() {
        return nanoTime.getAsLong() - epochNs;
    }

    Timetable timetable(Protocol wire) {
        return timetables.get(wire);
    }

    void received(ScriptedMessage message) {
        journal.receive(message);
    }

    /** Schedules bytes; those due at the same instant are sent in order of scheduling. */
    void schedule(
            long dueNs, ScriptedConnection connection, ScriptedMessage message, ByteBuffer bytes, boolean isLast) {
        due.add(new ScriptedAnswer(scheduled++, dueNs, connection, message, bytes, isLast));
    }

    boolean isFull() {
        return open >= limits.maxConnections();
    }

    void opened() {
        open++;
    }

    void closed() {
        open--;
    }

    /** Returns when every connection is closed and the journal has everything. Safe for concurrent use. */
    void close() {
        isClosing = true;
        try {
            alarm.close();
            selector.wakeup();
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
