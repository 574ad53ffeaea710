package dev.wirebench.benchmark.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a tool POSTs. Immutable.
 *
 * @param body a file that holds the message and nothing else
 * @param wrkScript as wrk learns of it
 */
public record Post(Path body, Path wrkScript) {

    private static final String SCRIPT = """
            wrk.method = "POST"
            wrk.body = "%s"
            """;

    /** Writes both files into a folder: a message of so many letters. */
    public static Post write(Path folder, int bytes) throws IOException {
        String message = "x".repeat(bytes);
        return new Post(
                Files.writeString(folder.resolve("body"), message, StandardCharsets.US_ASCII),
                Files.writeString(folder.resolve("post.lua"), SCRIPT.formatted(message), StandardCharsets.US_ASCII));
    }
}
