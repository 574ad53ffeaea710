package dev.wirebench.harness.process;

import dev.wirebench.model.record.ResourceUsage;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much processor time each process of a set has used so far. Immutable.
 *
 * <p>Of a process that ends in between, what it used counts as far as its parent has waited for it; that of others is lost,
 * so the sum is a lower bound.
 */
public final class ProcessTimes {

    private final Optional<Map<Long, ProcessStat>> processes;

    private ProcessTimes(Optional<Map<Long, ProcessStat>> processes) {
        this.processes = processes;
    }

    /** What cannot be read is unknown. */
    public static ProcessTimes read(ProcessSet set) {
        try {
            return new ProcessTimes(Optional.of(set.read()));
        } catch (IOException | RuntimeException e) {
            return new ProcessTimes(Optional.empty());
        }
    }

    static ProcessTimes of(Map<Long, ProcessStat> processes) {
        return new ProcessTimes(Optional.of(Map.copyOf(processes)));
    }

    /** @return nanoseconds, {@link ResourceUsage#UNKNOWN} where either is */
    public long since(ProcessTimes before) {
        return processes.isEmpty() || before.processes.isEmpty()
                ? ResourceUsage.UNKNOWN
                : between(before.processes.get(), processes.get());
    }

    /**
     * What a process has got from its children counts less what those had used before: a child that was there at the first
     * reading would otherwise count with all its past.
     */
    private static long between(Map<Long, ProcessStat> before, Map<Long, ProcessStat> after) {
        Map<Long, Long> pastOfEnded = new HashMap<>();
        for (ProcessStat process : before.values()) {
            if (!process.isSameAs(after.get(process.pid()))) {
                pastOfEnded.merge(survivor(process, before, after), process.sumNs(), Long::sum);
            }
        }
        long sumNs = 0;
        for (ProcessStat process : after.values()) {
            ProcessStat then = before.get(process.pid());
            boolean isNew = !process.isSameAs(then);
            long childrenNs = process.childrenNs() - (isNew ? 0 : then.childrenNs());
            sumNs += process.ownNs() - (isNew ? 0 : then.ownNs());
            sumNs += Math.max(0, childrenNs - pastOfEnded.getOrDefault(process.pid(), 0L));
        }
        return sumNs;
    }

    /** The nearest ancestor that has not ended, 0 for none: it is who has waited, or will. */
    private static long survivor(ProcessStat process, Map<Long, ProcessStat> before, Map<Long, ProcessStat> after) {
        ProcessStat ancestor = before.get(process.parent());
        while (ancestor != null && !ancestor.isSameAs(after.get(ancestor.pid()))) {
            ancestor = before.get(ancestor.parent());
        }
        return ancestor == null ? 0 : ancestor.pid();
    }
}
