package dev.wirebench.benchmark.tool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files with the body of a POST. Immutable.
 *
 * @param body file that contains nothing but the body
 * @param wrkScript Lua script that makes wrk send the same body
 */
public record PostBody(Path body, Path wrkScript) {

    private static final String SCRIPT = """
            wrk.method = "POST"
            wrk.body = "%s"
            """;

    /** Writes both files into a directory. */
    public static PostBody write(Path directory, int bytes) throws IOException {
        String message = "x".repeat(bytes);
        return new PostBody(
                Files.writeString(directory.resolve("body"), message, StandardCharsets.US_ASCII),
                Files.writeString(directory.resolve("post.lua"), SCRIPT.formatted(message), StandardCharsets.US_ASCII));
    }
}
