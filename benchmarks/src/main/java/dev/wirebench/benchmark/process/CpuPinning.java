package dev.wirebench.benchmark.process;

import java.util.ArrayList;
import java.util.List;

/**
 * Processors on which generators and targets run. Immutable.
 *
 * @param target prefix of a target's command line; empty if not pinned
 * @param generator prefix of a generator's command line; empty if not pinned
 * @param note human-readable description
 */
public record CpuPinning(List<String> target, List<String> generator, String note) {

    private static final CpuPinning PINNED = new CpuPinning(
            List.of("taskset", "-c", "1"),
            List.of("taskset", "-c", "0"),
            "Generators are pinned to processor 0, targets to processor 1.");

    /** Pinning requested by the environment, for a generator that the calling script has already pinned. */
    public static CpuPinning requested() {
        return "no".equals(System.getenv("PIN")) ? none("PIN=no") : PINNED;
    }

    /** Pins to a processor each, unless the environment has {@code PIN=no} or pinning is impossible. */
    public static CpuPinning ofEnvironment() {
        return of(
                System.getenv().getOrDefault("PIN", "yes"),
                Runtime.getRuntime().availableProcessors(),
                InstalledPrograms.isOnPath("taskset"));
    }

    /** @param pin {@code no} disables pinning */
    static CpuPinning of(String pin, int processors, boolean hasTaskset) {
        if (pin.equals("no")) {
            return none("PIN=no");
        }
        if (processors < 2) {
            return none("this machine has 1 processor");
        }
        if (!hasTaskset) {
            return none("taskset is not installed");
        }
        return PINNED;
    }

    private static CpuPinning none(String why) {
        return new CpuPinning(List.of(), List.of(), "Nothing is pinned: " + why + ".");
    }

    public static List<String> join(List<String> pinning, List<String> command) {
        List<String> joined = new ArrayList<>(pinning);
        joined.addAll(command);
        return joined;
    }
}
