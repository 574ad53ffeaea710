package dev.wirebench.targets.scripted;

import dev.wirebench.model.record.ScriptLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Keeps messages in order of receipt until each is settled, then logs them. Confined to one loop. */
final class ScriptJournal {

    /** Small enough that writing a chunk occupies the loop's core for no more than a fraction of a millisecond. */
    static final int CHUNK_ROWS = 512;

    private final ScriptLogWriter writer;
    private final ArrayDeque<ScriptedMessage> open = new ArrayDeque<>();
    private List<ScriptLog.Row> chunk = new ArrayList<>(CHUNK_ROWS);

    /** @param writer null to log nothing */
    ScriptJournal(ScriptLogWriter writer) {
        this.writer = writer;
    }

    void receive(ScriptedMessage message) {
        if (writer != null) {
            open.add(message);
        }
    }

    /** Logs settled messages up to the first unsettled one. */
    void advance() {
        while (!open.isEmpty() && open.peek().isSettled()) {
            log(open.remove());
        }
    }

    /** Logs all messages; unsettled ones were never answered. */
    void end() {
        open.forEach(this::log);
        open.clear();
        flush();
    }

    private void log(ScriptedMessage message) {
        chunk.add(message.toRow());
        if (chunk.size() == CHUNK_ROWS) {
            flush();
        }
    }

    private void flush() {
        if (writer != null) {
            writer.write(chunk);
            chunk = new ArrayList<>(CHUNK_ROWS);
        }
    }
}
