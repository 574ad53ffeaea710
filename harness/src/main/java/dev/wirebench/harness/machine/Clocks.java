package dev.wirebench.harness.machine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What tells the time on a machine, and wakes who sleeps. Immutable. */
public final class Clocks {

    private static final String SOURCE = "/sys/devices/system/clocksource/clocksource0/";

    private final KernelFiles files;

    public Clocks(KernelFiles files) {
        this.files = files;
    }

    /** What the kernel takes the time from. */
    public Optional<String> source() {
        return files.line(SOURCE + "current_clocksource");
    }

    /** What it could take the time from. */
    public List<String> sources() {
        return List.of(files.line(SOURCE + "available_clocksource").orElse("").split(" "));
    }

    /** So many nanoseconds later the kernel may wake this process, to wake others with it; prctl(2). */
    public OptionalLong timerSlackNs() {
        return files.number("/proc/self/timerslack_ns");
    }

    /** Runnable tasks over 1, 5 and 15 minutes, runnable and all tasks, the last process; proc_loadavg(5). */
    public Optional<String> loadAverage() {
        return files.line("/proc/loadavg");
    }
}
