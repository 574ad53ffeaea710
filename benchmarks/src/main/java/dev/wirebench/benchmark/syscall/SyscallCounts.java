package dev.wirebench.benchmark.syscall;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Number of system calls by name, from the table of {@code strace -c}. Immutable.
 *
 * @param byName including calls that failed
 */
record SyscallCounts(Map<String, Long> byName) {

    private static final String RULE = "------";

    /** Columns: {@code % time}, seconds, microseconds per call, calls, errors if any, name. */
    private static final int CALLS = 3;

    private static final int MIN_COLUMNS = 5;
    private static final int MAX_COLUMNS = 6;

    public SyscallCounts {
        byName = Collections.unmodifiableMap(new TreeMap<>(byName));
    }

    /**
     * Parses the rows between the table's two rules; the sum below differs between versions and is ignored.
     *
     * @throws IllegalArgumentException if it is not such a table, or ends before its second rule
     */
    static SyscallCounts parse(String table) {
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
                    "a table of strace -c has two rules of dashes, this has " + rules + ": " + table);
        }
        return new SyscallCounts(byName);
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

    /** The names with the most calls, most frequent first. */
    public List<String> mostFrequent(int count) {
        return byName.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(count)
                .map(Map.Entry::getKey)
                .toList();
    }
}
