package dev.wirebench.benchmark.scaling;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** On which processors a running process may run, set by {@code taskset} of util-linux. */
public final class Affinity {

    /** It fails if a thread, such as a compiler's, ends between its being listed and moved. */
    private static final int ATTEMPTS = 10;

    private Affinity() {}

    /**
     * Moves all threads of a process.
     *
     * @param processors a list such as {@code 0,2-3}
     * @throws IOException if it may not run there, or there is no {@code taskset}
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
        throw new IOException("process " + pid + " cannot be moved to processors " + processors + ": " + failure);
    }
}
