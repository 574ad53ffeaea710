package dev.wirebench.benchmark.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * On which processors the two sides run. Immutable.
 *
 * @param target what stands before the command line of a target; empty if it is not pinned
 * @param generator likewise of what puts load on it
 * @param note in words
 */
record Pinning(List<String> target, List<String> generator, String note) {

    /** @param pin what the environment's {@code PIN} says; null if nothing */
    static Pinning of(String pin, int processors, boolean hasTaskset) {
        if ("no".equals(pin)) {
            return none("PIN=no");
        }
        if (processors < 2) {
            return none("this machine has 1 processor");
        }
        if (!hasTaskset) {
            return none("taskset is not installed");
        }
        return new Pinning(
                List.of("taskset", "-c", "1"),
                List.of("taskset", "-c", "0"),
                "Generators are pinned to processor 0, targets to processor 1.");
    }

    private static Pinning none(String why) {
        return new Pinning(List.of(), List.of(), "Nothing is pinned: " + why + ".");
    }

    static List<String> join(List<String> pinning, List<String> command) {
        List<String> joined = new ArrayList<>(pinning);
        joined.addAll(command);
        return joined;
    }
}
