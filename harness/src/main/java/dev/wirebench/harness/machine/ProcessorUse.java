package dev.wirebench.harness.machine;

import java.util.Collection;
import java.util.Optional;

/**
 * What processors have done since the machine started, in ticks of 10 ms each; proc_stat(5). Immutable.
 *
 * @param steal the hypervisor let another machine run although this one had something to do
 */
public record ProcessorUse(long busy, long idle, long steal) {

    private static final int FIRST_WITH_STEAL = 9;

    /** The sum of the processors with these numbers; nothing where that cannot be read. */
    public static Optional<ProcessorUse> read(KernelFiles files, Collection<Integer> processors) {
        ProcessorUse sum = new ProcessorUse(0, 0, 0);
        for (int processor : processors) {
            Optional<ProcessorUse> one =
                    files.value("/proc/stat", "cpu" + processor + " ").flatMap(ProcessorUse::parse);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(one.get());
        }
        return processors.isEmpty() ? Optional.empty() : Optional.of(sum);
    }

    /** user, nice, system, idle, iowait, irq, softirq, steal; what guests use is in user and nice. */
    private static Optional<ProcessorUse> parse(String line) {
        String[] ticks = line.split(" ");
        if (ticks.length + 1 < FIRST_WITH_STEAL || !line.matches("[0-9 ]+")) {
            return Optional.empty();
        }
        return Optional.of(new ProcessorUse(
                ticks(ticks[0]) + ticks(ticks[1]) + ticks(ticks[2]) + ticks(ticks[5]) + ticks(ticks[6]),
                ticks(ticks[3]) + ticks(ticks[4]),
                ticks(ticks[7])));
    }

    private static long ticks(String text) {
        return Long.parseLong(text);
    }

    private ProcessorUse plus(ProcessorUse other) {
        return new ProcessorUse(busy + other.busy, idle + other.idle, steal + other.steal);
    }

    /** What was done since then. */
    public ProcessorUse since(ProcessorUse before) {
        return new ProcessorUse(busy - before.busy, idle - before.idle, steal - before.steal);
    }

    private long sum() {
        return Math.max(1, busy + idle + steal);
    }

    /** Of the time, 0 to 1. */
    public double busyShare() {
        return (double) busy / sum();
    }

    /** Of the time, 0 to 1. */
    public double stealShare() {
        return (double) steal / sum();
    }
}
