package dev.wirebench.harness.process;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The processes of a target, found anew at every reading: one that was forked meanwhile belongs to it, one that has ended
 * does not any more. Confined to one thread.
 */
public final class ProcessSet {

    /** Of a target about which nothing is known. */
    public static final ProcessSet NONE = new ProcessSet(false, () -> Map.of());

    private static final Path PROCESSES = Path.of("/proc");

    /** Reads the members. */
    @FunctionalInterface
    private interface Reading {
        Map<Long, ProcessStat> read() throws IOException;
    }

    private final boolean isSeveral;
    private final Reading reading;

    private ProcessSet(boolean isSeveral, Reading reading) {
        this.isSeveral = isSeveral;
        this.reading = reading;
    }

    /** That process alone, whatever it starts. */
    public static ProcessSet of(long pid) {
        return new ProcessSet(false, () -> Map.of(pid, ProcessStat.of(pid)));
    }

    /** That process alone, or none. */
    public static ProcessSet of(OptionalLong pid) {
        return pid.isPresent() ? of(pid.getAsLong()) : NONE;
    }

    /** These processes and all that descend from them. */
    public static ProcessSet trees(Collection<Long> roots) {
        Set<Long> kept = Set.copyOf(roots);
        return found(table -> kept);
    }

    /** What is found in the table of all processes, and all that descends from it. */
    static ProcessSet found(Function<Map<Long, ProcessStat>, Set<Long>> seeds) {
        return new ProcessSet(true, () -> {
            Map<Long, ProcessStat> table = table();
            return withDescendants(table, seeds.apply(table));
        });
    }

    /** Whether it may be more than one process, so that pages which they share must not be counted twice. */
    boolean isSeveral() {
        return isSeveral;
    }

    /** @throws IOException if it cannot be read, or there is none of them */
    Map<Long, ProcessStat> read() throws IOException {
        Map<Long, ProcessStat> members = reading.read();
        if (members.isEmpty()) {
            throw new IOException("there is no such process");
        }
        return members;
    }

    private static Map<Long, ProcessStat> table() throws IOException {
        Map<Long, ProcessStat> table = new TreeMap<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                try {
                    table.put(pid, ProcessStat.of(pid));
                } catch (IOException e) {
                    requireGone(process, e);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return table;
    }

    /** That it has ended meanwhile is no error; without file descriptors all of them would seem to have. */
    private static void requireGone(Path process, IOException failure) throws IOException {
        if (Files.exists(process)) {
            throw failure;
        }
    }

    private static Map<Long, ProcessStat> withDescendants(Map<Long, ProcessStat> table, Set<Long> seeds) {
        Set<Long> members = new HashSet<>(seeds);
        members.retainAll(table.keySet());
        for (boolean isGrowing = true; isGrowing; ) {
            isGrowing = false;
            for (ProcessStat process : table.values()) {
                if (members.contains(process.parent()) && members.add(process.pid())) {
                    isGrowing = true;
                }
            }
        }
        table.keySet().retainAll(members);
        return table;
    }
}
