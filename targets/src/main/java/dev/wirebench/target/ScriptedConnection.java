package dev.wirebench.target;

import dev.wirebench.model.Protocol;
import dev.wirebench.model.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/** One connection to a scripted target: what is unread of it and what its socket would not take yet. Confined to one loop. */
final class ScriptedConnection implements ScriptedWire.Replies {

    /** A peer that leaves more than this unread is not read from either. */
    private static final int MAX_UNSENT_BYTES = 2 * Target.MAX_BODY_BYTES;
    /** Of one write, as the JDK copies each into a direct buffer that it keeps. */
    private static final int MAX_WRITE_BYTES = 64 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ScriptedLoop loop;
    private final Unread unread = new Unread();
    private final ArrayDeque<ScriptedAnswer> unsent = new ArrayDeque<>();
    private ScriptedWire wire;
    private long unsentBytes;
    /** Of the bytes that are being read, and of the last that were. */
    private long receivedNs;

    /** When something was last read, or a write begun. */
    private long movedNs;

    private long lastDueNs;
    /** Nothing more is read than the end. */
    private boolean isDeaf;
    /** Nothing more is sent after what is unsent. */
    private boolean isDone;

    ScriptedConnection(SelectionKey key, ScriptedWire wire, ScriptedLoop loop) {
        this.channel = (SocketChannel) key.channel();
        this.key = key;
        this.wire = wire;
        this.loop = loop;
        this.movedNs = loop.nowNs();
    }

    /** Its key is ready. */
    void serve(ByteBuffer buffer) throws IOException {
        if (key.isValid() && key.isReadable()) {
            read(buffer);
        }
        if (key.isValid() && key.isWritable()) {
            write();
        }
    }

    /** The end of the input is the end of the connection: answers that are still due are lost. */
    private void read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        receivedNs = loop.nowNs();
        movedNs = receivedNs;
        if (count < 0) {
            close();
        } else if (!isDeaf) {
            ByteBuffer in = unread.with(buffer.flip());
            ScriptedWire reading;
            do {
                reading = wire;
                reading.read(in, this);
            } while (reading != wire);
            unread.keep(isDeaf ? in.position(in.limit()) : in);
        }
    }

    @Override
    public void message(ByteBuffer payload, ByteBuffer answer, boolean isLast) {
        isDeaf |= isLast;
        Timetable.Entry entry = loop.timetable(wire.protocol()).receive(receivedNs);
        ScriptedMessage message = new ScriptedMessage(wire.protocol(), ScriptedMessage.sequence(payload), entry);
        loop.received(message);
        if (entry.isAnswered()) {
            schedule(entry.doneNs(), message, answer, isLast);
        } else {
            message.lose();
        }
    }

    @Override
    public void say(ByteBuffer bytes) {
        schedule(receivedNs, null, bytes, false);
    }

    @Override
    public void sayLast(ByteBuffer bytes) {
        isDeaf = true;
        schedule(receivedNs, null, bytes, true);
    }

    @Override
    public void upgrade(ScriptedWire wire) {
        this.wire = wire;
    }

    private void schedule(long dueNs, ScriptedMessage message, ByteBuffer bytes, boolean isLast) {
        // Answers of HTTP are told apart by their order alone (RFC 9112, section 9.3.2), so those to requests sent
        // together may be held beyond their plan.
        lastDueNs = wire.protocol() == Protocol.HTTP ? Math.max(dueNs, lastDueNs) : dueNs;
        loop.schedule(lastDueNs, this, message, bytes, isLast);
    }

    /** Hands an answer that is due to the socket, or keeps it until there is room. */
    void send(ScriptedAnswer answer) throws IOException {
        if (isDone || !channel.isOpen()) {
            answer.lose();
            return;
        }
        isDone = answer.isLast();
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
        if (unsent.isEmpty() && isDone) {
            // Closed when its peer is done too: closing with bytes unread would take back what was sent.
            channel.shutdownOutput();
        }
        key.interestOps((unsentBytes > MAX_UNSENT_BYTES ? 0 : SelectionKey.OP_READ)
                | (unsent.isEmpty() ? 0 : SelectionKey.OP_WRITE));
    }

    /**
     * Whether the socket has taken all of it, in a write that began at {@code movedNs}. That instant is the release: on
     * one machine the peer has the bytes, and is woken up, before the write returns, and may keep the core from us then.
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
        unsent.forEach(ScriptedAnswer::lose);
        unsent.clear();
        try {
            channel.close();
        } catch (IOException e) {
            // The connection is gone either way.
            return;
        }
    }
}
