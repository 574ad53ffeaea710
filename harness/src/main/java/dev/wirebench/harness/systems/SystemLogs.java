package dev.wirebench.harness.systems;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where a system's logs lie: what it prints is written to the run's folder, others are copied there at the end. */
record SystemLogs(Path folder, Path directory) {

    private static final int LAST_LINES = 5;

    /** What the system prints. */
    Path main() {
        return folder.resolve("system.log");
    }

    /** What its build prints. */
    Path build() {
        return folder.resolve("build.log");
    }

    /** Copies the logs that it has written itself. */
    void keep() {
        for (Path log : own()) {
            try {
                Files.copy(log, folder.resolve("system-" + log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                // It is written, or removed, at this very moment.
            }
        }
    }

    private List<Path> own() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Of whatever it has said, to follow a sentence; empty if it has said nothing. */
    String lastLines() {
        String printed = lastLines(main());
        return printed.isEmpty() ? own().stream().map(this::lastLines).reduce("", String::concat) : printed;
    }

    String lastLines(Path log) {
        try {
            List<String> lines = Files.readString(log, StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
            return last.isEmpty() ? "" : "; the last it said: " + String.join(" | ", last);
        } catch (IOException e) {
            return "";
        }
    }

    /** Usually that has been done already, by what ended the system. */
    void removeDirectory() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
