package dev.wirebench.simulation;

import java.util.Optional;

/** Ends the present cell early and keeps later ones from beginning; the first reason stays. Safe for concurrent use. */
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
