package dev.wirebench.target;

import dev.wirebench.model.ScriptLog;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Writes a script's log on a thread of its own, so that no loop waits for a disk. Safe for concurrent use. */
final class ScriptLogWriter implements AutoCloseable {

    private static final List<ScriptLog.Row> END = List.of();

    private final Path file;
    private final BufferedWriter out;
    private final BlockingQueue<List<ScriptLog.Row>> chunks = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "script-log");

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
            throw new IOException("script log: " + e.getClass().getSimpleName(), e);
        }
    }

    /** Takes rows, which must not be changed afterwards. */
    void write(List<ScriptLog.Row> rows) {
        if (!rows.isEmpty() && !isBroken) {
            chunks.add(rows);
        }
    }

    private void run() {
        try (out) {
            writeLine(ScriptLog.HEAD);
            for (List<ScriptLog.Row> chunk = chunks.take(); chunk != END; chunk = chunks.take()) {
                for (ScriptLog.Row row : chunk) {
                    writeLine(row.toLine());
                }
            }
        } catch (IOException e) {
            isBroken = true;
            chunks.clear();
            System.err.println("targets: the script log " + file + " is not complete: " + e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private void writeLine(String line) throws IOException {
        out.write(line);
        out.write('\n');
    }

    /** Returns when everything is in the file. */
    @Override
    public void close() {
        chunks.add(END);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
