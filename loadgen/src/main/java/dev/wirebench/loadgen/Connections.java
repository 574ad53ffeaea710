package dev.wirebench.loadgen;

import dev.wirebench.loadgen.socket.NoSocketException;
import dev.wirebench.loadgen.socket.Sockets;
import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.loadgen.wire.websocket.KeyStream;
import dev.wirebench.model.plan.Masks;
import dev.wirebench.model.plan.Outcome;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Opens, writes, reads and closes one worker's connections, and records how their messages end. Confined to one worker.
 */
final class Connections {

    private static final int READ_BUFFER_BYTES = 256 * 1024;

    /** Unsent replies beyond this mean that the peer does not read. */
    private static final int MAX_UNREAD_BYTES = 1024 * 1024;

    /** Replies due in one read are written together, at the latest when they reach this size. */
    private static final int REPLIES_BYTES = 64 * 1024;

    /**
     * A peer that sends more results per read, such as a flood of pings, is read in small pieces, so that other
     * connections get their turn.
     */
    private static final int RESULTS_PER_READ = 64;

    private static final int SMALL_READ_BYTES = 4 * 1024;

    /** Pause after a refused connect, so that a dead target is not hammered. */
    private static final long BACKOFF_NS = 50_000_000;

    private final Sockets sockets;
    private final Clock clock;
    private final SourcePorts sources;
    private final long messagesPerConnection;
    private final long timeoutNs;
    private final Connection[] all;
    private final ConnectionQueue ready;
    private final ConnectionQueue backingOff;
    private final Deadlines deadlines = new Deadlines();
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BUFFER_BYTES);
    private final ByteBuffer out;

    /** Replies due on the connection being read. */
    private final ByteBuffer replies;

    private int inFlight;
    private long arrivedNs = Sockets.UNKNOWN;
    private long windowStartNs = Long.MAX_VALUE;
    private long windowEndNs = Long.MAX_VALUE;
    private long answeredInWindow;
    private int open;
    private volatile long unreachableSinceNs = Long.MAX_VALUE;

    Connections(BlockSpec spec, WorkerAssignment share, Sockets sockets, Clock clock) {
        int count = share.connections();
        this.sockets = sockets;
        this.clock = clock;
        this.sources = SourcePorts.towards(share.address(), spec.sourceAddresses(), share.index(), spec.workers());
        this.messagesPerConnection = spec.cell().messagesPerConnection();
        this.timeoutNs = spec.phases().timeoutNs();
        this.all = new Connection[count];
        this.ready = new ConnectionQueue(count);
        this.backingOff = new ConnectionQueue(count);
        SplittableRandom seeds = new SplittableRandom(spec.seed() + share.index());
        RandomGenerator secure = new KeyStream();
        for (int i = 0; i < count; i++) {
            RandomGenerator keys = spec.masks() == Masks.SEEDED ? seeds.split() : secure;
            all[i] = new Connection(share.wires().create(keys), i, sockets);
            ready.add(all[i]);
        }
        this.out = ByteBuffer.allocateDirect(all[0].wire.maxEncodedBytes());
        this.replies = ByteBuffer.allocateDirect(REPLIES_BYTES + out.capacity());
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    int inFlight() {
        return inFlight;
    }

    /** Connections opening, closing or with a message in flight. */
    int pending() {
        return deadlines.size();
    }

    /** Start of the time without any open connection to the target; {@code Long.MAX_VALUE} while it is reachable. */
    long unreachableSinceNs() {
        return unreachableSinceNs;
    }

    /** Time at which {@link #expireTimeouts} is next due. */
    long nextTimeoutNs() {
        long backoffEndsNs = backingOff.isEmpty() ? Long.MAX_VALUE : backingOff.first().stepNs + BACKOFF_NS;
        return Math.min(deadlines.nextNs(), backoffEndsNs);
    }

    /** Opens the next connection ahead of its first message. */
    void openAhead(Phase phase) {
        Connection c = ready.take();
        c.phase = phase;
        long nowNs = clock.nanoTime();
        deadlines.add(c, nowNs + timeoutNs);
        connect(c, nowNs);
    }

    /** Sets the phase that traffic on idle connections counts towards. */
    void setIdlePhase(Phase phase) {
        for (Connection c : all) {
            c.phase = phase;
        }
    }

    /** Counts good answers received in this window, whatever phase they belong to. */
    void setAnswerWindow(long fromNs, long untilNs) {
        windowStartNs = fromNs;
        windowEndNs = untilNs;
    }

    long answeredInWindow() {
        return answeredInWindow;
    }

    /** Kernel arrival time of the data handled last, or {@link Sockets#UNKNOWN}. */
    long arrivedNs() {
        return arrivedNs;
    }

    /** Source addresses used; empty where the kernel chose. */
    Set<InetAddress> sourceAddresses() {
        return sources.usedAddresses();
    }

    /** Connects refused by this machine itself. */
    long refusals() {
        return sources.refusals();
    }

    /** Sends a message on the next ready connection; there must be one. @return the send time */
    long send(long sequence, long intendedNs, Phase phase) {
        Connection c = ready.take();
        c.phase = phase;
        c.sequence = sequence;
        c.intendedNs = intendedNs;
        c.hasMessage = true;
        inFlight++;
        long sentNs = clock.nanoTime();
        c.sentNs = sentNs;
        deadlines.add(c, sentNs + timeoutNs);
        if (c.state == Connection.State.READY) {
            sendMessage(c);
        } else {
            connect(c, sentNs);
        }
        return sentNs;
    }

    /** Handles a ready socket. @return the time at which it was found ready */
    long handle(int slot, boolean isReadable, boolean isWritable) {
        Connection c = all[slot];
        arrivedNs = Sockets.UNKNOWN;
        if (c.state == Connection.State.CONNECTING) {
            finishConnect(c);
            return clock.nanoTime();
        }
        long nowNs = isReadable ? read(c) : clock.nanoTime();
        if (isWritable && c.hasUnsent()) {
            flush(c);
        }
        return nowNs;
    }

    /** Ends expired waits and makes slots usable again whose backoff is over. */
    void expireTimeouts(long nowNs) {
        while (deadlines.nextNs() <= nowNs) {
            end(deadlines.first(), Outcome.TIMED_OUT, nowNs);
        }
        while (!backingOff.isEmpty() && backingOff.first().stepNs + BACKOFF_NS <= nowNs) {
            ready.add(backingOff.take());
        }
    }

    /** Ends all messages in flight as unfinished. */
    void abandonInFlight(long nowNs) {
        for (Connection c : all) {
            if (c.hasMessage) {
                end(c, Outcome.UNFINISHED, nowNs);
            }
        }
    }

    /** Starts the protocol's close on every open connection. */
    void closeAll() {
        for (int i = ready.size(); i > 0; i--) {
            Connection c = ready.take();
            if (c.state == Connection.State.READY) {
                close(c, clock.nanoTime());
            }
        }
    }

    /** Closes the remaining connections at once. */
    void closeAllNow() {
        for (Connection c : all) {
            disconnect(c);
        }
    }

    private void connect(Connection c, long nowNs) {
        c.messagesLeft = messagesPerConnection;
        if (c.endedEarly) {
            c.endedEarly = false;
            c.phase.reopened++;
        }
        c.stepNs = nowNs;
        c.state = Connection.State.CONNECTING;
        try {
            sources.connect(sockets, c.slot, nowNs);
        } catch (IOException e) {
            end(c, failure(e), clock.nanoTime());
            return;
        }
        // On loopback the connection is usually established by now.
        finishConnect(c);
    }

    private void finishConnect(Connection c) {
        try {
            if (sockets.finishConnect(c.slot)) {
                established(c);
            }
        } catch (IOException e) {
            end(c, failure(e), clock.nanoTime());
        }
    }

    /** Java has no exception type for an unreachable network, only for an unreachable host. */
    private static Outcome failure(IOException e) {
        if (e instanceof BindException || e instanceof NoSocketException) {
            return Outcome.NO_LOCAL_PORT;
        }
        boolean isUnreachable = e instanceof NoRouteToHostException || "Network is unreachable".equals(e.getMessage());
        return isUnreachable ? Outcome.UNREACHABLE : Outcome.CONNECT_FAILED;
    }

    private void established(Connection c) {
        long nowNs = clock.nanoTime();
        open++;
        if (unreachableSinceNs != Long.MAX_VALUE) {
            unreachableSinceNs = Long.MAX_VALUE;
        }
        c.phase.connections++;
        c.phase.recorder.recordConnect(nowNs - c.stepNs);
        c.stepNs = nowNs;
        if (c.wire.reset()) {
            c.state = Connection.State.HANDSHAKING;
            out.clear();
            c.wire.encodeHandshake(out);
            write(c);
        } else {
            opened(c);
        }
    }

    private void opened(Connection c) {
        if (c.hasMessage) {
            sendMessage(c);
        } else {
            makeReady(c);
        }
    }

    private void sendMessage(Connection c) {
        c.state = Connection.State.BUSY;
        c.messagesLeft--;
        out.clear();
        c.wire.encode(c.sequence, c.messagesLeft == 0, out);
        write(c);
    }

    /** Writes the contents of {@code out}, after the replies due. */
    private void write(Connection c) {
        writeReplies(c);
        if (c.state != Connection.State.CLOSED) {
            c.countUp(out.flip().remaining());
            write(c, out);
        }
    }

    /** Queues a reply, unless our close has been sent. */
    private void reply(Connection c) {
        int start = replies.position();
        c.wire.encodeReply(replies);
        if (c.state == Connection.State.CLOSING) {
            replies.position(start);
        }
        c.countUp(replies.position() - start);
        if (replies.position() >= REPLIES_BYTES) {
            writeReplies(c);
        }
    }

    private void writeReplies(Connection c) {
        if (c.state != Connection.State.CLOSED && replies.position() > 0) {
            write(c, replies.flip());
            if (c.unsentBytes() > MAX_UNREAD_BYTES + out.capacity()) {
                end(c, Outcome.NOT_READ, clock.nanoTime());
            }
        }
        replies.clear();
    }

    private void write(Connection c, ByteBuffer bytes) {
        try {
            c.write(bytes);
        } catch (IOException e) {
            end(c, Outcome.RESET, clock.nanoTime());
        }
    }

    private void flush(Connection c) {
        try {
            c.flush();
        } catch (IOException e) {
            end(c, Outcome.RESET, clock.nanoTime());
        }
    }

    /** @return the receive time of the bytes, taken right after the read */
    private long read(Connection c) {
        in.clear().limit(c.isChatty ? SMALL_READ_BYTES : READ_BUFFER_BYTES);
        int bytes;
        try {
            bytes = sockets.read(c.slot, in);
        } catch (IOException e) {
            long nowNs = clock.nanoTime();
            end(c, Outcome.RESET, nowNs);
            return nowNs;
        }
        long receivedNs = clock.nanoTime();
        if (bytes < 0) {
            endOfStream(c, receivedNs);
            return receivedNs;
        }
        long stampNs = sockets.arrivedNs(receivedNs);
        // An arrival before the send means that the wall clock behind the stamps was set.
        arrivedNs = stampNs >= c.sentNs ? stampNs : Sockets.UNKNOWN;
        in.flip();
        int results = 0;
        for (; in.hasRemaining() && c.state != Connection.State.CLOSED; results++) {
            int before = in.position();
            Connection.State stateBefore = c.state;
            Decoded decoded = c.wire.decode(in);
            c.countDown(stateBefore, in.position() - before);
            handle(c, decoded, receivedNs);
        }
        c.isChatty = results > RESULTS_PER_READ;
        writeReplies(c);
        return receivedNs;
    }

    private void handle(Connection c, Decoded decoded, long receivedNs) {
        switch (decoded) {
            case MORE -> {}
            case ANSWERED -> answered(c, receivedNs);
            case OPENED -> {
                c.phase.recorder.recordHandshake(receivedNs - c.stepNs);
                opened(c);
            }
            case REPLY_DUE -> reply(c);
            case UNASKED -> c.phase.unasked++;
            case SURPLUS -> {
                c.phase.unasked++;
                end(c, decoded.failure(), receivedNs);
            }
            case CLOSED -> closedByPeer(c, receivedNs);
            default -> end(c, decoded.failure(), receivedNs);
        }
    }

    /** Answers the peer's close with ours, unless it answers ours. */
    private void closedByPeer(Connection c, long nowNs) {
        out.clear();
        if (c.wire.encodeClose(out)) {
            write(c);
        }
        if (c.state != Connection.State.CLOSED) {
            end(c, Outcome.CLOSED_EARLY, nowNs);
        }
    }

    private void endOfStream(Connection c, long receivedNs) {
        Decoded decoded = c.wire.endOfStream();
        if (decoded == Decoded.ANSWERED && c.hasMessage) {
            answered(c, receivedNs);
        } else {
            end(c, decoded == Decoded.ANSWERED ? Outcome.CLOSED_EARLY : decoded.failure(), receivedNs);
        }
    }

    private void answered(Connection c, long receivedNs) {
        c.phase.recorder.record(Outcome.ANSWERED, c.intendedNs, c.sentNs, receivedNs);
        if (arrivedNs != Sockets.UNKNOWN) {
            c.phase.recorder.recordReceiveLag(receivedNs - arrivedNs);
        }
        if (receivedNs >= windowStartNs && receivedNs < windowEndNs) {
            answeredInWindow++;
        }
        c.hasMessage = false;
        inFlight--;
        if (c.messagesLeft == 0 || c.wire.isEnding()) {
            close(c, receivedNs);
        } else {
            makeReady(c);
        }
    }

    private void makeReady(Connection c) {
        c.state = Connection.State.READY;
        deadlines.remove(c);
        ready.add(c);
    }

    private void close(Connection c, long nowNs) {
        out.clear();
        c.endedEarly = c.messagesLeft > 0;
        c.state = Connection.State.CLOSING;
        if (c.wire.encodeClose(out)) {
            deadlines.add(c, nowNs + timeoutNs);
            write(c);
        } else {
            disconnect(c);
            ready.add(c);
        }
    }

    /** Ends the connection in whatever state it is, and its message, if any. */
    private void end(Connection c, Outcome outcome, long nowNs) {
        if (c.hasMessage) {
            c.phase.recorder.record(outcome, c.intendedNs, c.sentNs, nowNs);
            c.hasMessage = false;
            inFlight--;
        }
        boolean isQueued = c.state == Connection.State.READY;
        boolean isConnecting = c.state == Connection.State.CONNECTING;
        c.endedEarly |= (isQueued || c.state == Connection.State.BUSY) && c.messagesLeft > 0;
        disconnect(c);
        if (isConnecting && outcome != Outcome.TIMED_OUT && outcome != Outcome.UNFINISHED) {
            if (open == 0 && !outcome.isOwn()) {
                unreachableSinceNs = Math.min(unreachableSinceNs, nowNs);
            }
            c.stepNs = nowNs;
            backingOff.add(c);
        } else if (!isQueued) {
            ready.add(c);
        }
    }

    private void disconnect(Connection c) {
        deadlines.remove(c);
        if (c.isOpen()) {
            open--;
        }
        c.close();
    }
}
