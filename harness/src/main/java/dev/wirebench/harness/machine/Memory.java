package dev.wirebench.harness.machine;

import java.util.Optional;
import java.util.OptionalLong;

/** The memory of a machine; proc_meminfo(5). Immutable. */
public final class Memory {

    private static final String FILE = "/proc/meminfo";
    private static final String HUGE_PAGES = "/sys/kernel/mm/transparent_hugepage/";
    private static final long BYTES_PER_KB = 1024;

    private final KernelFiles files;

    public Memory(KernelFiles files) {
        this.files = files;
    }

    /** With its unit. */
    public Optional<String> total() {
        return files.value(FILE, "MemTotal");
    }

    /** Bytes that new programs can have without swapping. */
    public OptionalLong available() {
        return bytes("MemAvailable");
    }

    /** Bytes that have been swapped out. */
    public OptionalLong swapUsed() {
        OptionalLong total = bytes("SwapTotal");
        OptionalLong free = bytes("SwapFree");
        return total.isPresent() && free.isPresent()
                ? OptionalLong.of(total.getAsLong() - free.getAsLong())
                : OptionalLong.empty();
    }

    private OptionalLong bytes(String key) {
        OptionalLong kiloBytes = files.number(FILE, key + ":");
        return kiloBytes.isPresent() ? OptionalLong.of(kiloBytes.getAsLong() * BYTES_PER_KB) : OptionalLong.empty();
    }

    /** Which memory gets huge pages unasked: {@code always}, {@code madvise}, {@code never}. */
    public Optional<String> hugePages() {
        return chosen("enabled");
    }

    /** When a program has to wait while memory is moved about for a huge page. */
    public Optional<String> hugePageDefragmentation() {
        return chosen("defrag");
    }

    /** The word in brackets. */
    private Optional<String> chosen(String file) {
        return files.line(HUGE_PAGES + file)
                .filter(line -> line.matches(".*\\[.+].*"))
                .map(line -> line.replaceFirst(".*\\[(.+)].*", "$1"));
    }
}
