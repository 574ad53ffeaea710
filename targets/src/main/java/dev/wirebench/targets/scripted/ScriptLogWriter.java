package dev.wirebench.targets.scripted;

import dev.wirebench.model.record.ScriptLog;
import dev.wirebench.model.text.Reason;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Writes a script's log on its own thread, so that no loop waits for a disk. Safe for concurrent use. */
final class ScriptLogWriter implements AutoCloseable {

    private static final long POLL_NS = 50_000_000;

    private final Path file;
    private final BufferedWriter out;
    /** Polled, because a queue that wakes its reader has a lock on which a loop might wait. */
    private final Queue<List<ScriptLog.Row>> chunks = new ConcurrentLinkedQueue<>();

    private final Thread thread = new Thread(this::run, "script-log");

    private volatile boolean isClosing;
    private volatile boolean isBroken;

    private ScriptLogWriter(Path file, BufferedWriter out) {
        this.file = file;
        this.out = out;
    }

    /** @throws IOException if the file cannot be written */
    static ScriptLogWriter open(Path file) throws IOException {
        try {
            BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII);
            ScriptLogWriter writer = new ScriptLogWriter(file, out);
            writer.thread.setDaemon(true);
            writer.thread.start();
            return writer;
        } catch (IOException e) {
            throw new IOException("script log: " + Reason.of(e), e);
        }
    }

    /** Takes rows, which must not change afterwards; never blocks. */
    void write(List<ScriptLog.Row> rows) {
        if (!isBroken) {
            chunks.add(rows);
        }
    }

    private void run() {
        try (out) {
            writeLine(ScriptLog.HEAD);
            boolean isLast;
            do {
                LockSupport.parkNanos(POLL_NS);
                isLast = isClosing;
                writeChunks();
            } while (!isLast);
        } catch (IOException e) {
            isBroken = true;
            chunks.clear();
            System.err.println("targets: the script log " + file + " is incomplete: " + Reason.of(e));
        }
    }

    private void writeChunks() throws IOException {
        for (List<ScriptLog.Row> chunk = chunks.poll(); chunk != null; chunk = chunks.poll()) {
            for (ScriptLog.Row row : chunk) {
                writeLine(row.toLine());
            }
        }
    }

    private void writeLine(String line) throws IOException {
        out.write(line);
        out.write('\n');
    }

    /** Returns when the file is complete. */
    @Override
    public void close() {
        isClosing = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
