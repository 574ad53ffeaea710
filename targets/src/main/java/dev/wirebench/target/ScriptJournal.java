package dev.wirebench.target;

import dev.wirebench.model.ScriptLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Keeps messages in the order of receipt until the fate of each is known, and logs them then. Confined to one loop. */
final class ScriptJournal {

    /** So few that writing them takes the loop's core, if need be, for a fraction of a millisecond. */
    static final int CHUNK_ROWS = 512;

    private final ScriptLogWriter writer;
    private final ArrayDeque<ScriptedMessage> open = new ArrayDeque<>();
    private List<ScriptLog.Row> chunk = new ArrayList<>(CHUNK_ROWS);

    /** @param writer null where nothing is logged */
    ScriptJournal(ScriptLogWriter writer) {
        this.writer = writer;
    }

    void receive(ScriptedMessage message) {
        if (writer != null) {
            open.add(message);
        }
    }

    /** Passes on what is settled, up to the first message that is not. */
    void advance() {
        while (!open.isEmpty() && open.peek().isSettled()) {
            log(open.remove());
        }
    }

    /** Passes on everything; what is not settled was never answered. */
    void end() {
        open.forEach(this::log);
        open.clear();
        pass();
    }

    private void log(ScriptedMessage message) {
        chunk.add(message.toRow());
        if (chunk.size() == CHUNK_ROWS) {
            pass();
        }
    }

    private void pass() {
        if (writer != null) {
            writer.write(chunk);
            chunk = new ArrayList<>(CHUNK_ROWS);
        }
    }
}
