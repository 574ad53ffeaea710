package dev.wirebench.targets.scripted;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A connection without a socket that records what its wire sends. */
final class RecordedReplies implements ScriptedWire.Replies {

    /** {@code message <payload> -> <answer>}, {@code say <bytes>} or {@code upgrade}, with {@code (last)} at an end. */
    private final List<String> events = new ArrayList<>();

    private final UnreadBytes unread = new UnreadBytes();
    private ScriptedWire wire;
    private boolean isInputClosed;

    RecordedReplies(ScriptedWire wire) {
        this.wire = wire;
    }

    List<String> events() {
        return events;
    }

    RecordedReplies receive(byte[] bytes, int from, int to) {
        if (!isInputClosed) {
            ByteBuffer in = unread.with(ByteBuffer.wrap(bytes.clone(), from, to - from));
            ScriptedWire reading;
            do {
                reading = wire;
                reading.read(in, this);
            } while (reading != wire);
            unread.keep(in);
        }
        return this;
    }

    @Override
    public void message(ByteBuffer payload, ByteBuffer answer, boolean isLast) {
        isInputClosed |= isLast;
        events.add("message " + text(payload) + " -> " + text(answer) + (isLast ? " (last)" : ""));
    }

    @Override
    public void send(ByteBuffer bytes) {
        events.add("say " + text(bytes));
    }

    @Override
    public void sendLast(ByteBuffer bytes) {
        isInputClosed = true;
        events.add("say " + text(bytes) + " (last)");
    }

    @Override
    public void upgrade(ScriptedWire wire) {
        this.wire = wire;
        events.add("upgrade");
    }

    private static String text(ByteBuffer bytes) {
        return ISO_8859_1.decode(bytes.duplicate()).toString();
    }
}
