package dev.wirebench.harness.progress;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/** How fast a number has grown within about the last second. Confined to one thread. */
final class RecentRate {

    private static final long WINDOW_NS = 1_000_000_000;

    private record Reading(long atNs, long value) {}

    private final Deque<Reading> readings = new ArrayDeque<>();

    /** @param value a number that grows; a smaller one than the last begins anew */
    void read(long nowNs, long value) {
        if (!readings.isEmpty() && value < readings.getLast().value) {
            readings.clear();
        }
        readings.add(new Reading(nowNs, value));
        while (readings.size() > 2 && nowNs - readings.getFirst().atNs > WINDOW_NS) {
            readings.removeFirst();
        }
    }

    void forget() {
        readings.clear();
    }

    /** Nothing before there are two readings. */
    OptionalDouble perSecond() {
        if (readings.size() < 2) {
            return OptionalDouble.empty();
        }
        Reading first = readings.getFirst();
        Reading last = readings.getLast();
        return OptionalDouble.of((last.value - first.value) * 1e9 / Math.max(1, last.atNs - first.atNs));
    }
}
