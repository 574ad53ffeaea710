package dev.wirebench.benchmark.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU times from {@code /proc/<pid>/stat} (fields 14 to 17, proc(5)), with a resolution of 10 ms. Immutable.
 *
 * @param userNs user time of the process itself
 * @param systemNs system time of the process itself
 * @param childrenUserNs user time of its descendants that have ended and been waited for
 * @param childrenSystemNs system time of the same
 */
public record CpuTimes(long userNs, long systemNs, long childrenUserNs, long childrenSystemNs) {

    /** Linux reports these times in units of 1/100 s (USER_HZ), whatever its timer frequency. */
    private static final long NS_PER_TICK = 10_000_000;

    public static CpuTimes ofThisProcess() {
        return of(ProcessHandle.current().pid());
    }

    /** @throws UncheckedIOException if there is no such process, or no {@code /proc} */
    public static CpuTimes of(long pid) {
        try {
            return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the CPU time of process " + pid, e);
        }
    }

    /** @param stat the file's only line; the program's name in parentheses may contain any character */
    static CpuTimes parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        // The first one is field 3 of proc(5).
        return new CpuTimes(ns(fields[11]), ns(fields[12]), ns(fields[13]), ns(fields[14]));
    }

    private static long ns(String ticks) {
        return Long.parseLong(ticks) * NS_PER_TICK;
    }
}
