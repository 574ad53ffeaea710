package dev.wirebench.simulation;

import java.util.Optional;

/** Ends the current cell early and prevents later ones; the first reason is kept. Safe for concurrent use. */
final class StopSignal {

    private volatile String reason;

    synchronized void stop(String why) {
        if (reason == null) {
            reason = why;
        }
    }

    boolean isStopped() {
        return reason != null;
    }

    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }
}
