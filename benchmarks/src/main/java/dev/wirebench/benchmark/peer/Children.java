package dev.wirebench.benchmark.peer;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The processes that this one starts; they end when it does, by Ctrl+C too. Safe for concurrent use. */
public final class Children {

    private static final int CLOSE_SECONDS = 5;

    private boolean isEnding;

    public Children() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end-children"));
    }

    /** @throws IllegalStateException if this process is ending */
    public synchronized Process start(ProcessBuilder builder) throws IOException {
        if (isEnding) {
            throw new IllegalStateException("interrupted");
        }
        return builder.start();
    }

    /** SIGKILL, as one of them may be stopped. */
    private synchronized void end() {
        isEnding = true;
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends a process and its descendants, in order if they let it. */
    public static void end(Process process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
