package dev.wirebench.harness.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The files in which Linux says what it is and does: proc(5), sysfs(5). What is not there, as on other systems, or cannot be
 * read, is empty. Files are named from the root on. Immutable.
 *
 * @param root what {@code /} stands for; tests make one up
 */
public record KernelFiles(Path root) {

    public static final KernelFiles OF_THIS_MACHINE = new KernelFiles(Path.of("/"));

    private static final String NUMBER = "-?[0-9]{1,18}";

    /** @throws IOException if it is not there or cannot be opened */
    BufferedReader open(String file) throws IOException {
        return Files.newBufferedReader(root.resolve(file.substring(1)), StandardCharsets.ISO_8859_1);
    }

    /** All lines. Kernel files lie about their size, so that reading them whole may fail. */
    public List<String> lines(String file) {
        try (BufferedReader reader = open(file)) {
            return reader.lines().toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    /** The first line, with single spaces. */
    public Optional<String> line(String file) {
        return lines(file).stream().findFirst().map(KernelFiles::singleSpaced);
    }

    /** What follows the key, and perhaps a colon, on the first line that begins with it; with single spaces. */
    public Optional<String> value(String file, String key) {
        return lines(file).stream()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .map(line -> singleSpaced(line.substring(key.length()).replaceFirst("^\\s*:?", "")));
    }

    /** The number that a file consists of; also empty where it is a word, such as {@code max}, or beyond 18 digits. */
    public OptionalLong number(String file) {
        return line(file).map(KernelFiles::parse).orElse(OptionalLong.empty());
    }

    /** The number that follows the key, as {@link #value}, whatever its unit. */
    public OptionalLong number(String file, String key) {
        return value(file, key).map(value -> parse(value.split(" ", 2)[0])).orElse(OptionalLong.empty());
    }

    static OptionalLong parse(String text) {
        return text.matches(NUMBER) ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static String singleSpaced(String line) {
        return line.strip().replaceAll("\\s+", " ");
    }
}
