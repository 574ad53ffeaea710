package dev.wirebench.benchmark.syscall;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * System calls by name, as {@code strace -c} counted them. Immutable.
 *
 * @param byName how often each was made, failed calls included
 */
public record CallCounts(Map<String, Long> byName) {

    private static final String RULE = "------";

    /** {@code % time}, seconds, microseconds per call, calls, errors if there were any, name. */
    private static final int CALLS = 3;

    private static final int MIN_COLUMNS = 5;
    private static final int MAX_COLUMNS = 6;

    public CallCounts {
        byName = Collections.unmodifiableMap(new TreeMap<>(byName));
    }

    /**
     * Reads the table; its rows stand between two rules, and the sum below them is not read, as its form has changed.
     *
     * @throws IllegalArgumentException if it is not such a table, or ends before its second rule
     */
    public static CallCounts parse(String table) {
        Map<String, Long> byName = new TreeMap<>();
        int rules = 0;
        for (String line : table.lines().toList()) {
            if (line.startsWith(RULE)) {
                rules++;
            } else if (rules == 1) {
                String[] words = line.strip().split(" +");
                byName.merge(words[words.length - 1], calls(words, line), Long::sum);
            }
        }
        if (rules != 2) {
            throw new IllegalArgumentException(
                    "a table of strace -c has its rows between two rules of dashes, this has " + rules + ": " + table);
        }
        return new CallCounts(byName);
    }

    private static long calls(String[] words, String line) {
        if (words.length < MIN_COLUMNS || words.length > MAX_COLUMNS || !words[CALLS].matches("[0-9]+")) {
            throw new IllegalArgumentException(
                    "a row of strace -c is % time, seconds, usecs/call, calls, errors or nothing, syscall; was: "
                            + line);
        }
        return Long.parseLong(words[CALLS]);
    }

    public long total() {
        return byName.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The names that were called most often, the most frequent first. */
    public List<String> mostFrequent(int count) {
        return byName.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(count)
                .map(Map.Entry::getKey)
                .toList();
    }
}
