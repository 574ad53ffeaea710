package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.process.CpuPinning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Result of a whole comparison. Immutable.
 *
 * @param seconds length of each trial
 * @param rounds number of rounds kept
 * @param versions of the programs, by name
 * @param notes what a reader has to know
 */
record CompareResult(
        Instant startedAt,
        long seconds,
        int rounds,
        Map<String, String> versions,
        List<String> notes,
        List<RowResult> rows) {

    private static final List<String> NOTES = List.of(
            "Figures are medians over the rounds. A ratio is Wirebench's figure divided by the competitor's in the same"
                    + " round: median (lowest to highest).",
            "CPU time of Wirebench and the C client is that of the whole process, from the first measured message to"
                    + " the end of the drain. That of the other generators covers their whole life, start-up included,"
                    + " divided by the messages that they report.",
            "Wirebench records every message in histograms and compares every echo with the message sent (on nginx,"
                    + " which does not echo, the status and form of the response). The C client checks less, the other"
                    + " generators at most status and length.",
            "CPU times have a resolution of 10 ms, except the C client's, which is finer.",
            "ab speaks HTTP/1.0. autocannon, told to close its connections, sends about two requests for each one that"
                    + " is answered. hey and autocannon divide a rate among their connections; percentiles of hey have a"
                    + " resolution of 0.1 ms, those of autocannon 1 ms.",
            "sockperf reports percentiles of the middle part of its run, as round trips (--full-rtt).");

    CompareResult {
        versions = new LinkedHashMap<>(versions);
        notes = List.copyOf(notes);
        rows = List.copyOf(rows);
    }

    /** Whether a program failed to run; failed messages are figures. */
    boolean hasFailures() {
        return rows.stream()
                .flatMap(row -> row.competitors().stream())
                .anyMatch(competitor -> !competitor.failures().isEmpty());
    }

    /** @param skipped rows that were left out */
    static List<String> notes(CpuPinning pinning, List<String> missingTools, List<String> skipped) {
        List<String> notes = new ArrayList<>(List.of(pinning.note()));
        notes.addAll(NOTES);
        if (!missingTools.isEmpty()) {
            notes.add("Not installed, therefore left out: " + String.join(", ", missingTools) + ".");
        }
        if (!skipped.isEmpty()) {
            notes.add("Left out, because their target is not installed: " + String.join(", ", skipped) + ".");
        }
        return notes;
    }
}
