package dev.wirebench.model.plan;

import dev.wirebench.model.service.Target;

/**
 * What the plan's targets are compared with in the same run: another service, or the embedded targets with another script.
 * Immutable.
 *
 * @param target the services of the baseline; without them, embedded targets are started
 * @param script what those do instead of echoing at once; null to echo at once
 */
public record Baseline(Target target, TargetScript script) {

    /** Embedded targets that echo at once. */
    public static final Baseline EMBEDDED = new Baseline(null, null);

    /** Other services. */
    public static Baseline of(Target target) {
        return new Baseline(target, null);
    }

    /** Embedded targets with another script. */
    public static Baseline of(TargetScript script) {
        return new Baseline(null, script);
    }

    public Baseline {
        if (target != null && script != null) {
            throw new IllegalArgumentException(
                    "script belongs to the embedded targets, so it cannot stand beside target");
        }
    }
}
