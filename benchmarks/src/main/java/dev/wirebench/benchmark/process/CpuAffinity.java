package dev.wirebench.benchmark.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** CPU affinity of a running process, set with {@code taskset} of util-linux. */
public final class CpuAffinity {

    /** {@code taskset} fails if a thread, such as a JIT compiler's, ends while it runs. */
    private static final int ATTEMPTS = 10;

    private CpuAffinity() {}

    /**
     * Moves all threads of a process.
     *
     * @param processors a list such as {@code 0,2-3}
     * @throws IOException if the process may not run there, or {@code taskset} is missing
     */
    public static void set(long pid, String processors) throws IOException, InterruptedException {
        String failure = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Process taskset = new ProcessBuilder("taskset", "-acp", processors, Long.toString(pid))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            failure = new String(taskset.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (taskset.waitFor() == 0) {
                return;
            }
        }
        throw new IOException("cannot move process " + pid + " to processors " + processors + ": " + failure);
    }
}
