package dev.wirebench.harness.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What {@code /proc/<pid>/stat} tells of a process, see proc_pid_stat(5). Its times come in steps of 10 ms;
 * those of the process itself are read from its clock where there is one. Immutable.
 *
 * @param isZombie whether it has ended and is only kept until its parent has waited for it
 * @param started when it was started, in ticks since the machine was: with the pid, what tells processes apart
 * @param ownNs processor time of the process and its threads
 * @param childrenNs processor time of its children that have ended and been waited for, and of theirs
 */
record ProcessStat(
        long pid, boolean isZombie, long parent, long group, long session, long started, long ownNs, long childrenNs) {

    /** 100 ticks a second, wherever Linux runs today. */
    private static final long NS_PER_TICK = 10_000_000;

    // Positions behind the name.
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final int CHILDREN_USER_TICKS = 13;
    private static final int CHILDREN_SYSTEM_TICKS = 14;
    private static final int STARTED = 19;

    /** @throws IOException if there is no such process any more */
    static ProcessStat of(long pid) throws IOException {
        ProcessStat read = parse(Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1));
        return read.with(ProcessClock.ns(pid).orElse(read.ownNs));
    }

    private ProcessStat with(long exactNs) {
        return new ProcessStat(pid, isZombie, parent, group, session, started, exactNs, childrenNs);
    }

    /** The name, in parentheses, may itself have spaces and parentheses. */
    static ProcessStat parse(String line) {
        long pid = Long.parseLong(line.substring(0, line.indexOf(' ')));
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return new ProcessStat(
                pid,
                fields[STATE].equals("Z") || fields[STATE].equals("X"),
                Long.parseLong(fields[PARENT]),
                Long.parseLong(fields[GROUP]),
                Long.parseLong(fields[SESSION]),
                Long.parseLong(fields[STARTED]),
                ns(fields[USER_TICKS], fields[SYSTEM_TICKS]),
                ns(fields[CHILDREN_USER_TICKS], fields[CHILDREN_SYSTEM_TICKS]));
    }

    private static long ns(String userTicks, String systemTicks) {
        return (Long.parseLong(userTicks) + Long.parseLong(systemTicks)) * NS_PER_TICK;
    }

    /** Whether it is the same process, later, and not one that has got its number. */
    boolean isSameAs(ProcessStat other) {
        return other != null && pid == other.pid && started == other.started;
    }

    long sumNs() {
        return ownNs + childrenNs;
    }
}
