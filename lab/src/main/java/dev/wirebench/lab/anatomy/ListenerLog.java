package dev.wirebench.lab.anatomy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What the bare listening socket prints, connection by connection. Safe for concurrent use. */
public final class ListenerLog extends OutputStream {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    public PrintStream stream() {
        return new PrintStream(this, true, StandardCharsets.US_ASCII);
    }

    @Override
    public synchronized void write(int value) {
        printed.write(value);
        notifyAll();
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
        printed.write(bytes, from, count);
        notifyAll();
    }

    /**
     * Everything about a connection, from its first line to its last, once it has ended.
     *
     * @param number from 1 on, in the order in which connections came; no other may be open meanwhile
     * @throws IOException if it does not end in time
     */
    synchronized String connection(int number) throws IOException {
        String begin = "-- connection " + number + " from ";
        String end = "\n-- connection " + number + " closed by its peer";
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String text = printed.toString(StandardCharsets.US_ASCII);
            int from = text.indexOf(begin);
            int last = text.indexOf(end, Math.max(0, from));
            int to = last < 0 ? -1 : text.indexOf('\n', last + 1);
            if (from >= 0 && to >= 0) {
                return text.substring(from, to + 1);
            }
            awaitMore(deadlineNs - System.nanoTime(), number);
        }
    }

    private void awaitMore(long leftNs, int number) throws IOException {
        if (leftNs <= 0) {
            throw new IOException("the listener did not report the end of connection " + number);
        }
        try {
            wait(leftNs / 1_000_000 + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
