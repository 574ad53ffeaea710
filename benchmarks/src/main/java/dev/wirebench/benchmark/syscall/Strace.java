package dev.wirebench.benchmark.syscall;

import dev.wirebench.benchmark.process.ChildProcesses;
import dev.wirebench.benchmark.process.CompletedProcess;
import dev.wirebench.benchmark.process.CpuPinning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code strace -c -f}: counts the system calls of a process and all its threads. Confined to one thread. */
final class Strace implements AutoCloseable {

    private static final long POLL_MS = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final ChildProcesses CHILDREN = new ChildProcesses();

    private final Process process;
    private final Path output;

    private Strace(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Runs a program under strace. @return its standard output */
    static String run(List<String> program, Path output) throws IOException, InterruptedException {
        List<String> command = CpuPinning.join(command(output), program);
        return CompletedProcess.run(CHILDREN, command, output, TIMEOUT)
                .requireSuccess()
                .out();
    }

    /** Starts to count the calls of this very process. */
    static Strace attachToSelf(Path output) throws IOException, InterruptedException {
        List<String> command = CpuPinning.join(
                command(output),
                List.of("-p", Long.toString(ProcessHandle.current().pid())));
        Path err = Path.of(output + ".err");
        Process process = CHILDREN.start(new ProcessBuilder(command).redirectError(err.toFile()));
        while (!Files.readString(err).contains("attached")) {
            if (process.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        "strace ended with exit code " + process.exitValue() + ": " + Files.readString(err));
            }
        }
        return new Strace(process, output);
    }

    /** Stops counting; strace writes its table on SIGTERM. */
    SyscallCounts detach() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("strace did not end on SIGTERM");
        }
        return counts(output);
    }

    static SyscallCounts counts(Path output) throws IOException {
        return SyscallCounts.parse(Files.readString(table(output)));
    }

    private static List<String> command(Path output) {
        return List.of("strace", "-f", "-c", "-o", table(output).toString());
    }

    private static Path table(Path output) {
        return Path.of(output + ".strace");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
