package dev.wirebench.benchmark.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts child processes and kills them when this process ends, including by Ctrl+C. Safe for concurrent use. */
public final class ChildProcesses {

    private static final int CLOSE_SECONDS = 5;

    private boolean isEnding;

    public ChildProcesses() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end-children"));
    }

    /** @throws IllegalStateException if this process is ending */
    public synchronized Process start(ProcessBuilder builder) throws IOException {
        if (isEnding) {
            throw new IllegalStateException("interrupted");
        }
        return builder.start();
    }

    /** SIGKILL, because a child may be suspended. */
    private synchronized void end() {
        isEnding = true;
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends a process and its descendants: SIGTERM, then SIGKILL. */
    public static void end(Process process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    /** Command line of a Java program with this process's Java and class path. */
    public static List<String> java(Class<?> main, List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }
}
