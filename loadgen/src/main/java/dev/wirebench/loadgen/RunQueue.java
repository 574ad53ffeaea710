package dev.wirebench.loadgen;

import dev.wirebench.model.record.WorkerStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Time a thread was runnable but had no processor: the second number of its {@code schedstat}
 * (Documentation/scheduler/sched-stats.rst of Linux). Safe for concurrent use.
 */
final class RunQueue {

    private final Path stat;

    private RunQueue(Path stat) {
        this.stat = stat;
    }

    /** The calling thread's run queue time, readable from any thread. */
    static RunQueue ofCurrentThread() {
        try {
            Path task = Files.readSymbolicLink(Path.of("/proc/thread-self"));
            return new RunQueue(Path.of("/proc").resolve(task).resolve("schedstat"));
        } catch (IOException e) {
            // Not available on this system.
            return new RunQueue(null);
        }
    }

    /** Nanoseconds since the thread started, or {@link WorkerStats#UNKNOWN}. */
    long waitNs() {
        if (stat == null) {
            return WorkerStats.UNKNOWN;
        }
        try {
            return Long.parseLong(Files.readString(stat).split(" ")[1]);
        } catch (IOException e) {
            return WorkerStats.UNKNOWN;
        }
    }
}
