package dev.wirebench.benchmark.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program that has run to its end. Immutable.
 *
 * @param out of standard output, {@code err} of standard error
 * @param isCutOff whether it had not ended in time, so that it was killed
 */
public record Execution(int exitCode, String out, String err, boolean isCutOff) {

    /** What became of it and what it complained of, for a person to read. */
    public String end() {
        if (isCutOff) {
            return "did not end and was killed";
        }
        String complaint =
                err.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return "exit code " + exitCode + (complaint.isEmpty() ? "" : ": " + complaint);
    }

    /** What is done to a process while it runs. */
    public interface Disturbance {

        Disturbance NONE = (process, err) -> {};

        /** @param err the file that its standard error goes to */
        void disturb(Process process, Path err) throws IOException, InterruptedException;
    }

    /**
     * Runs a program.
     *
     * @param output the file without its ending: what it prints is kept there, in {@code .out} and {@code .err}
     * @param limit after which it is killed
     */
    public static Execution of(
            Children children, List<String> command, Path output, Duration limit, Disturbance disturbance)
            throws IOException, InterruptedException {
        Path out = output.resolveSibling(output.getFileName() + ".out");
        Path err = output.resolveSibling(output.getFileName() + ".err");
        Process process = children.start(
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()));
        CompletableFuture<Boolean> cutOff = process.onExit()
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .handle((ended, late) -> {
                    if (late != null) {
                        process.destroyForcibly();
                    }
                    return late != null;
                });
        process.getOutputStream().close();
        disturbance.disturb(process, err);
        boolean isCutOff = cutOff.join();
        process.waitFor();
        return new Execution(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8),
                isCutOff);
    }
}
