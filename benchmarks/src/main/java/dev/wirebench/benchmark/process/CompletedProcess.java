package dev.wirebench.benchmark.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Exit code and output of a program that has ended. Immutable.
 *
 * @param out standard output
 * @param err standard error
 * @param isTimedOut whether it was killed because it exceeded its time limit
 */
public record CompletedProcess(int exitCode, String out, String err, boolean isTimedOut) {

    /** Human-readable exit status, with the first line of standard error. */
    public String status() {
        if (isTimedOut) {
            return "timed out and was killed";
        }
        String firstError =
                err.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return "exit code " + exitCode + (firstError.isEmpty() ? "" : ": " + firstError);
    }

    /** @throws IOException if the program timed out or its exit code is not 0 */
    public CompletedProcess requireSuccess() throws IOException {
        if (isTimedOut || exitCode != 0) {
            throw new IOException(status());
        }
        return this;
    }

    /** Action performed on a process while it runs. */
    public interface Disturbance {

        Disturbance NONE = (process, err) -> {};

        /** @param err file that receives the standard error */
        void disturb(Process process, Path err) throws IOException, InterruptedException;
    }

    /** Runs a program undisturbed. */
    public static CompletedProcess run(ChildProcesses children, List<String> command, Path output, Duration timeout)
            throws IOException, InterruptedException {
        return run(children, command, output, timeout, Disturbance.NONE);
    }

    /**
     * Runs a program.
     *
     * @param output path without extension; standard output and error are kept there, in {@code .out} and {@code .err}
     * @param timeout after which the program is killed
     */
    public static CompletedProcess run(
            ChildProcesses children, List<String> command, Path output, Duration timeout, Disturbance disturbance)
            throws IOException, InterruptedException {
        Path out = Path.of(output + ".out");
        Path err = Path.of(output + ".err");
        Process process = children.start(
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()));
        CompletableFuture<Boolean> isTimedOut = process.onExit()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle((ended, late) -> {
                    if (late != null) {
                        process.descendants().forEach(ProcessHandle::destroyForcibly);
                        process.destroyForcibly();
                    }
                    return late != null;
                });
        process.getOutputStream().close();
        disturbance.disturb(process, err);
        isTimedOut.join();
        process.waitFor();
        return new CompletedProcess(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8),
                isTimedOut.join());
    }
}
