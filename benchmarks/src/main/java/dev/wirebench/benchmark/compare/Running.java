package dev.wirebench.benchmark.compare;

import dev.wirebench.model.Target;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that listens, and that closing ends, with all that it has started. */
record Running(Process process, Target target) implements Server.Listening {

    private static final int CLOSE_SECONDS = 5;

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        end(process);
    }

    /** Ends a process and its descendants, in order if they let it. */
    static void end(Process process) {
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
