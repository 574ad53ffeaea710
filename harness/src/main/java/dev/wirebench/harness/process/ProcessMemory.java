package dev.wirebench.harness.process;

import dev.wirebench.model.record.ResourceUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The memory of a set of processes: of one process what is resident; of several the sum of their proportional shares, where
 * a page that n of the machine's processes share counts as 1/n in each. Immutable.
 *
 * @param bytes {@link ResourceUsage#UNKNOWN} where it cannot be read
 */
public record ProcessMemory(Kind kind, long bytes) {

    /** How it was counted. */
    public enum Kind {
        /** Resident: shared pages count in full in each process. */
        RSS,
        /** Proportional. */
        PSS,
        UNKNOWN;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final long BYTES_PER_KB = 1024;

    /** Where the share of one process cannot be read, as without the right to, resident memory stands for all of them. */
    public static ProcessMemory of(ProcessSet set) {
        try {
            List<Long> pids = set.read().values().stream()
                    .filter(process -> !process.isZombie())
                    .map(ProcessStat::pid)
                    .toList();
            OptionalLong shares = set.isSeveral() ? sum(pids, "smaps_rollup", "Pss:") : OptionalLong.empty();
            if (shares.isPresent()) {
                return new ProcessMemory(Kind.PSS, shares.getAsLong());
            }
            OptionalLong resident = sum(pids, "status", "VmRSS:");
            return resident.isPresent() ? new ProcessMemory(Kind.RSS, resident.getAsLong()) : unknown();
        } catch (IOException | RuntimeException e) {
            return unknown();
        }
    }

    private static ProcessMemory unknown() {
        return new ProcessMemory(Kind.UNKNOWN, ResourceUsage.UNKNOWN);
    }

    private static OptionalLong sum(List<Long> pids, String file, String key) {
        long bytes = 0;
        for (long pid : pids) {
            Path path = Path.of("/proc/" + pid + "/" + file);
            try {
                bytes += Files.readAllLines(path).stream()
                        .filter(line -> line.startsWith(key))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KB)
                        .findFirst()
                        .orElse(0);
            } catch (IOException e) {
                if (Files.exists(path.resolveSibling("stat"))) {
                    return OptionalLong.empty();
                }
            }
        }
        return OptionalLong.of(bytes);
    }
}
