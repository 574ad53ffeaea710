package dev.wirebench.loadgen;

import dev.wirebench.model.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How long a thread has been ready to run and had no processor: the second number of its {@code schedstat}
 * (Documentation/scheduler/sched-stats.rst of Linux). Safe for concurrent use.
 */
final class RunQueue {

    private final Path stat;

    private RunQueue(Path stat) {
        this.stat = stat;
    }

    /** Of the calling thread, for others to read too. */
    static RunQueue ofCurrentThread() {
        try {
            Path task = Files.readSymbolicLink(Path.of("/proc/thread-self"));
            return new RunQueue(Path.of("/proc").resolve(task).resolve("schedstat"));
        } catch (IOException e) {
            // Not on this kind of machine.
            return new RunQueue(null);
        }
    }

    /** Nanoseconds since the thread began, or {@link Workers#UNKNOWN}. */
    long waitNs() {
        if (stat == null) {
            return Workers.UNKNOWN;
        }
        try {
            return Long.parseLong(Files.readString(stat).split(" ")[1]);
        } catch (IOException e) {
            return Workers.UNKNOWN;
        }
    }
}
