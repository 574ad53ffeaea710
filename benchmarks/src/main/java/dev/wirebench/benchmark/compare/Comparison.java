package dev.wirebench.benchmark.compare;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A comparison as it was measured. Immutable.
 *
 * @param seconds of each trial, {@code count} of rounds that were kept
 * @param versions of the programs, by name
 * @param notes what has to be known to read it
 */
record Comparison(
        Instant startedAt,
        long seconds,
        int rounds,
        Map<String, String> versions,
        List<String> notes,
        List<Compared> rows) {

    Comparison {
        versions = new LinkedHashMap<>(versions);
        notes = List.copyOf(notes);
        rows = List.copyOf(rows);
    }

    /** Whether a program failed to run; failed messages are figures. */
    boolean hasFailures() {
        return rows.stream()
                .flatMap(row -> row.series().stream())
                .anyMatch(series -> !series.failures().isEmpty());
    }

    static List<String> notes(Pinning pinning, Tools tools, List<String> leftOut) {
        List<String> notes = new ArrayList<>();
        notes.add(pinning.note());
        notes.add(
                "Every figure is the median of the rounds. A ratio is Wirebench's figure divided by the other's in the"
                        + " same round: median (lowest to highest).");
        notes.add("Wirebench's and the C client's processor time is that of the whole process, from the first measured"
                + " message to the end of the drain. The other generators' is that of their whole lives, starting"
                + " included, divided by the messages that they print.");
        notes.add("Wirebench records every message in histograms and compares every echo with what was sent (on nginx:"
                + " status and form of the answer, as it does not echo), the C client checks less, the other generators"
                + " at most status and length.");
        notes.add("Processor times are counted in steps of 10 ms, but for the C client's, which are finer.");
        notes.add(
                "ab speaks HTTP/1.0. autocannon, told to close its connections, sends about two requests for every one"
                        + " that is answered. hey and autocannon share a rate out among their connections, and the"
                        + " percentiles of hey are in steps of 0.1 ms, of autocannon of 1 ms.");
        notes.add("sockperf prints percentiles of the middle part of its run, as round trips (--full-rtt).");
        if (!tools.missing().isEmpty()) {
            notes.add("Not installed, so left out: " + String.join(", ", tools.missing()) + ".");
        }
        if (!leftOut.isEmpty()) {
            notes.add("Left out, as their target is not installed: " + String.join(", ", leftOut) + ".");
        }
        return notes;
    }
}
