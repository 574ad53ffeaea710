package dev.wirebench.benchmark.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs what is in {@code benchmarks/c}. Safe for concurrent use. */
final class CPrograms {

    /** What a program printed, which is little. Immutable. */
    record Ended(int exitCode, String out, String err) {

        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out);
        }
    }

    private CPrograms() {}

    static Ended build() throws IOException {
        return run(List.of("c/build"));
    }

    static Ended client(String options) throws IOException {
        List<String> command = new ArrayList<>(List.of("target/c/client"));
        command.addAll(Arrays.asList(options.split(" ")));
        return run(command);
    }

    /** Ends when its standard input is closed. */
    static Process echo(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("target/c/echo"));
        command.addAll(Arrays.asList(options));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Ended run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), out, err);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
