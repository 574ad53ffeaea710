package dev.wirebench.model.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.wirebench.model.text.Require;

/**
 * How long each block of a cell lasts.
 *
 * @param warmUpSeconds messages intended before the measurement; they reach no histogram
 * @param measurementSeconds messages intended in this stretch are measured
 * @param timeoutSeconds a message is given up this long after its send; the drain after the measurement lasts no longer
 *     than {@code drainSeconds}
 * @param drainSeconds how long a backlog may take to be sent and answered after the measurement; default: the time-out
 */
public record Phases(
        @JsonProperty(required = true) double warmUpSeconds,
        @JsonProperty(required = true) double measurementSeconds,
        Double timeoutSeconds,
        Double drainSeconds) {

    public static final double DEFAULT_TIMEOUT_SECONDS = 2;

    /** Phases with the default time-out. */
    public Phases(double warmUpSeconds, double measurementSeconds) {
        this(warmUpSeconds, measurementSeconds, DEFAULT_TIMEOUT_SECONDS);
    }

    /** Phases with a drain that lasts no longer than the time-out. */
    public Phases(double warmUpSeconds, double measurementSeconds, double timeoutSeconds) {
        this(warmUpSeconds, measurementSeconds, timeoutSeconds, timeoutSeconds);
    }

    @JsonCreator
    public Phases {
        Require.notNegative("warmUpSeconds", warmUpSeconds, 600);
        Require.positive("measurementSeconds", measurementSeconds, 1800);
        timeoutSeconds = timeoutSeconds == null ? DEFAULT_TIMEOUT_SECONDS : timeoutSeconds;
        Require.positive("timeoutSeconds", timeoutSeconds, 300);
        drainSeconds = drainSeconds == null ? timeoutSeconds : drainSeconds;
        Require.positive("drainSeconds", drainSeconds, 600);
    }

    public long warmUpNs() {
        return toNs(warmUpSeconds);
    }

    public long measurementNs() {
        return toNs(measurementSeconds);
    }

    public long timeoutNs() {
        return toNs(timeoutSeconds);
    }

    public long drainNs() {
        return toNs(drainSeconds);
    }

    private static long toNs(double seconds) {
        return Math.round(seconds * 1e9);
    }
}
