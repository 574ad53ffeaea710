package dev.wirebench.benchmark.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Stops a process for a second, as a busy machine or a closed lid does: T10 of "Truth test" in docs/method.md. Immutable.
 *
 * @param sign printed on standard error when it begins to measure; empty if it does so at once
 * @param afterMs from then on
 */
record Stop(String sign, long afterMs) implements Execution.Disturbance {

    private static final long STOPPED_MS = 1000;
    private static final long LOOK_MS = 20;

    /** In the middle of the measurement. */
    static Stop during(Question question, String sign) {
        return new Stop(sign, question.plan().phases().measurementNs() / 2_000_000);
    }

    @Override
    public void disturb(Process process, Path err) throws IOException, InterruptedException {
        while (!Files.readString(err, StandardCharsets.UTF_8).contains(sign)) {
            if (process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        if (!process.waitFor(afterMs, TimeUnit.MILLISECONDS)) {
            signal("STOP", process);
            Thread.sleep(STOPPED_MS);
            signal("CONT", process);
        }
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }
}
