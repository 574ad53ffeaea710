package dev.wirebench.harness.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The processes that came of a supervised command: those of its session or process group, those with its mark in their
 * environment, and their descendants. Safe for concurrent use.
 */
final class MarkedProcesses {

    private static final String VARIABLE = "WIREBENCH_SYSTEM=";

    private final long leader;
    private final String mark;
    private final Set<ProcessStat> strangers = new HashSet<>();

    MarkedProcesses(long leader, String mark) {
        this.leader = leader;
        this.mark = VARIABLE + mark;
    }

    ProcessSet set() {
        return ProcessSet.found(this::seeds);
    }

    private synchronized Set<Long> seeds(Map<Long, ProcessStat> table) {
        Set<Long> seeds = new HashSet<>();
        Set<ProcessStat> others = new HashSet<>();
        for (ProcessStat process : table.values()) {
            ProcessStat key = key(process);
            if (process.session() == leader || process.group() == leader) {
                seeds.add(process.pid());
            } else if (!strangers.contains(key) && isMarked(process.pid())) {
                seeds.add(process.pid());
            } else {
                others.add(key);
            }
        }
        // An environment is read once: reading all of them at each block would cost more than all the rest.
        strangers.clear();
        strangers.addAll(others);
        return seeds;
    }

    private static ProcessStat key(ProcessStat process) {
        return new ProcessStat(process.pid(), false, 0, 0, 0, process.started(), 0, 0);
    }

    private boolean isMarked(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1)
                    .contains(mark);
        } catch (IOException e) {
            // Another user's, or gone.
            return false;
        }
    }

    /** Sends SIGKILL to all of them. @return whether there were any */
    boolean kill() {
        try {
            List<ProcessStat> living = set().read().values().stream()
                    .filter(process -> !process.isZombie())
                    .toList();
            living.forEach(process -> ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly));
            return !living.isEmpty();
        } catch (IOException e) {
            return false;
        }
    }
}
