package dev.wirebench.benchmark.syscall;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code strace -c -f}: counts the system calls of a process and all its threads. Confined to one thread. */
final class Strace implements AutoCloseable {

    private static final long LOOK_MS = 20;
    private static final int LIMIT_SECONDS = 60;

    private final Process process;
    private final Path table;
    private final Path err;

    private Strace(Process process, Path table, Path err) {
        this.process = process;
        this.table = table;
        this.err = err;
    }

    /** Runs a program from its first to its last call. @return what it printed on standard output */
    static String run(List<String> program, Path output) throws IOException, InterruptedException {
        String name = Path.of(program.get(0)).getFileName().toString();
        List<String> command = command(output);
        command.addAll(program);
        Path out = with(output, ".out");
        Path err = with(output, ".err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            throw new IOException(name + " had not ended after " + LIMIT_SECONDS + " s");
        }
        if (process.exitValue() != 0) {
            throw new IOException(name + " ended with exit code " + process.exitValue() + ": " + read(err));
        }
        return read(out);
    }

    /** Begins to count the calls of this very process. */
    static Strace attachToSelf(Path output) throws IOException, InterruptedException {
        List<String> command = command(output);
        command.addAll(List.of("-p", Long.toString(ProcessHandle.current().pid())));
        Path err = with(output, ".err");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        while (!read(err).contains("attached")) {
            if (process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
                throw new IOException("strace ended with exit code " + process.exitValue() + ": " + read(err));
            }
        }
        return new Strace(process, table(output), err);
    }

    /** Ends the count; strace writes its table when it is asked to end. */
    CallCounts detach() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("strace did not end when it was told to: " + read(err));
        }
        return CallCounts.parse(read(table));
    }

    static CallCounts counted(Path output) throws IOException {
        return CallCounts.parse(read(table(output)));
    }

    private static List<String> command(Path output) {
        return new ArrayList<>(List.of("strace", "-f", "-c", "-o", table(output).toString()));
    }

    private static Path table(Path output) {
        return with(output, ".strace");
    }

    static Path with(Path output, String ending) {
        return output.resolveSibling(output.getFileName() + ending);
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /** If the count was not ended in order. */
    @Override
    public void close() {
        process.destroy();
    }
}
