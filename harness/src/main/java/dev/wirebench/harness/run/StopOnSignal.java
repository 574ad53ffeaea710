package dev.wirebench.harness.run;

import dev.wirebench.harness.process.SecondSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Stops a run when the process gets a signal, and lets the process end only when the run has been closed. Safe for
 * concurrent use.
 */
public final class StopOnSignal {

    /** Exit code of a process whose run was stopped, and kept as PARTIAL. */
    public static final int STOPPED = 3;

    /** How long a signal waits for the run to be closed: its folder sealed, its last words said. */
    private static final int CLOSE_SECONDS = 20;

    private final Consumer<String> stop;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread onSignal = new Thread(this::stop, "on-signal");
    private volatile boolean isInterrupted;
    private volatile boolean hasBegun;

    /** @param stop told the reason */
    StopOnSignal(Consumer<String> stop) {
        this.stop = stop;
    }

    void listen() {
        Runtime.getRuntime().addShutdownHook(onSignal);
    }

    void ignore() {
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException e) {
            // The process is ending by that very signal.
        }
    }

    boolean isInterrupted() {
        return isInterrupted;
    }

    /** From now on there is something to be kept. @return false if a signal came first */
    boolean begin() {
        hasBegun = true;
        hasBegun = !isInterrupted;
        return hasBegun;
    }

    /** Lets a process that got a signal end. */
    void ended() {
        ended.countDown();
    }

    private void stop() {
        isInterrupted = true;
        SecondSignal.endsAtOnce();
        stop.accept("interrupted by a signal");
        try {
            if (ended.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(hasBegun ? STOPPED : SecondSignal.INTERRUPTED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
