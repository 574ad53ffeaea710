package dev.wirebench.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processor times from {@code /proc/<pid>/stat} (fields 14 to 17, proc(5)), in steps of a hundredth of a second.
 * Immutable.
 *
 * @param userNs of the process itself, {@code systemNs} likewise
 * @param childrenUserNs of its children that have ended and been waited for, and of theirs
 */
public record ProcessorTimes(long userNs, long systemNs, long childrenUserNs, long childrenSystemNs) {

    /** Linux counts these times for user programs in units of 1/100 s (USER_HZ), whatever its own timer. */
    private static final long NS_PER_TICK = 10_000_000;

    public static ProcessorTimes ofThisProcess() {
        return of(ProcessHandle.current().pid());
    }

    /** @throws UncheckedIOException if there is no such process, or no {@code /proc} */
    public static ProcessorTimes of(long pid) {
        try {
            return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
        } catch (IOException e) {
            throw new UncheckedIOException("the processor time of process " + pid + " cannot be read", e);
        }
    }

    /** @param stat the file's one line; the program's name in it stands in brackets and may hold anything */
    static ProcessorTimes parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        // The first of these is field 3 of proc(5).
        return new ProcessorTimes(ns(fields[11]), ns(fields[12]), ns(fields[13]), ns(fields[14]));
    }

    private static long ns(String ticks) {
        return Long.parseLong(ticks) * NS_PER_TICK;
    }
}
