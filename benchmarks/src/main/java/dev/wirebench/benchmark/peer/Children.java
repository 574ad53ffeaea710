package dev.wirebench.benchmark.peer;

import java.io.IOException;

/** The processes that this one starts; they end when it does, by Ctrl+C too. Safe for concurrent use. */
public final class Children {

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
}
