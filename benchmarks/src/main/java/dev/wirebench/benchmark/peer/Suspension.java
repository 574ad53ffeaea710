package dev.wirebench.benchmark.peer;

import dev.wirebench.benchmark.process.CompletedProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Suspends a process for a second, as a busy machine or a closed lid does: T10 of "Truth test" in docs/method.md.
 * Immutable.
 *
 * @param sign text on standard error that marks the start of the measurement; empty if it starts at once
 * @param delayMs delay from there to the suspension
 */
record Suspension(String sign, long delayMs) implements CompletedProcess.Disturbance {

    private static final long SUSPENDED_MS = 1000;
    private static final long POLL_MS = 20;

    /** Suspension in the middle of the measurement. */
    static Suspension during(TruthQuestion question, String sign) {
        return new Suspension(sign, question.plan().phases().measurementNs() / 2_000_000);
    }

    @Override
    public void disturb(Process process, Path err) throws IOException, InterruptedException {
        while (!Files.readString(err, StandardCharsets.UTF_8).contains(sign)) {
            if (process.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        if (!process.waitFor(delayMs, TimeUnit.MILLISECONDS)) {
            signal("STOP", process);
            Thread.sleep(SUSPENDED_MS);
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
