package dev.wirebench.targets.scripted;

import dev.wirebench.model.service.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/** One connection to a scripted target, with its unread and unsent bytes. Confined to one loop. */
final class ScriptedConnection implements ScriptedWire.Replies {

    /** Beyond this the peer does not read, and is not read from either. */
    private static final int MAX_UNSENT_BYTES = 2 * Target.MAX_BODY_BYTES;
    /** Per write, because the JDK copies each into a cached direct buffer. */
    private static final int MAX_WRITE_BYTES = 64 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ScriptedLoop loop;
    private final UnreadBytes unread = new UnreadBytes();
    private final ArrayDeque<ScriptedAnswer> unsent = new ArrayDeque<>();
    private ScriptedWire wire;
    private long unsentBytes;
    /** Receive time of the last read. */
    private long receivedNs;

    /** Time of the last read, or start of the last write. */
    private long movedNs;

    private long lastDueNs;
    /** Input is discarded from now on. */
    private boolean isInputClosed;
    /** Nothing is sent after the unsent answers. */
    private boolean isOutputClosed;

    ScriptedConnection(SelectionKey key, ScriptedWire wire, ScriptedLoop loop) {
        this.channel = (SocketChannel) key.channel();
        this.key = key;
        this.wire = wire;
        this.loop = loop;
        this.movedNs = loop.nowNs();
    }

    /** Called when the key is ready. */
    void serve(ByteBuffer buffer) throws IOException {
        if (key.isValid() && key.isReadable()) {
            read(buffer);
        }
        if (key.isValid() && key.isWritable()) {
            write();
        }
    }

    /** The end of the input ends the connection; answers still due are lost. */
    private void read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        receivedNs = loop.nowNs();
        movedNs = receivedNs;
        if (count < 0) {
            close();
        } else if (!isInputClosed) {
            ByteBuffer in = unread.with(buffer.flip());
            ScriptedWire reading;
            do {
                reading = wire;
                reading.read(in, this);
            } while (reading != wire);
            unread.keep(isInputClosed ? in.position(in.limit()) : in);
        }
    }

    @Override
    public void message(ByteBuffer payload, ByteBuffer answer, boolean isLast) {
        isInputClosed |= isLast;
        Timetable.Entry entry = loop.timetable(wire.protocol()).receive(receivedNs);
        ScriptedMessage message = new ScriptedMessage(wire.protocol(), ScriptedMessage.sequence(payload), entry);
        loop.received(message);
        if (entry.isAnswered()) {
            schedule(entry.doneNs(), message, answer, isLast);
        } else {
            message.drop();
        }
    }

    @Override
    public void send(ByteBuffer bytes) {
        schedule(receivedNs, null, bytes, false);
    }

    @Override
    public void sendLast(ByteBuffer bytes) {
        isInputClosed = true;
        schedule(receivedNs, null, bytes, true);
    }

    @Override
    public void upgrade(ScriptedWire wire) {
        this.wire = wire;
    }

    private void schedule(long dueNs, ScriptedMessage message, ByteBuffer bytes, boolean isLast) {
        // Where answers are matched by order alone, pipelined requests may hold one beyond its planned time.
        lastDueNs = wire.isOrdered() ? Math.max(dueNs, lastDueNs) : dueNs;
        loop.schedule(lastDueNs, this, message, bytes, isLast);
    }

    /** Sends a due answer, or keeps it until the socket takes it. */
    void send(ScriptedAnswer answer) throws IOException {
        if (isOutputClosed || !channel.isOpen()) {
            answer.drop();
            return;
        }
        isOutputClosed = answer.isLast();
        unsentBytes += answer.bytes().remaining();
        unsent.add(answer);
        if (unsent.size() == 1) {
            write();
        }
    }

    private void write() throws IOException {
        while (!unsent.isEmpty() && isWritten(unsent.peek().bytes())) {
            unsent.remove().release(movedNs);
        }
        if (unsent.isEmpty() && isOutputClosed) {
            // Closed once the peer is done too: closing with unread bytes would discard those sent.
            channel.shutdownOutput();
        }
        key.interestOps((unsentBytes > MAX_UNSENT_BYTES ? 0 : SelectionKey.OP_READ)
                | (unsent.isEmpty() ? 0 : SelectionKey.OP_WRITE));
    }

    /**
     * Writes to the socket, noting the start of each write in {@code movedNs}; the start of the last one is the release
     * time, because on one machine the peer may be woken up and take our core before the write returns.
     *
     * @return true if the socket took all bytes
     */
    private boolean isWritten(ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        int written;
        do {
            bytes.limit(Math.min(end, bytes.position() + MAX_WRITE_BYTES));
            movedNs = loop.nowNs();
            written = channel.write(bytes);
            unsentBytes -= written;
            bytes.limit(end);
        } while (bytes.hasRemaining() && written > 0);
        return !bytes.hasRemaining();
    }

    boolean hasMovedSince(long sinceNs) {
        return movedNs >= sinceNs;
    }

    void close() {
        if (!channel.isOpen()) {
            return;
        }
        loop.closed();
        unsent.forEach(ScriptedAnswer::drop);
        unsent.clear();
        try {
            channel.close();
        } catch (IOException e) {
            // The connection is gone either way.
            return;
        }
    }
}
