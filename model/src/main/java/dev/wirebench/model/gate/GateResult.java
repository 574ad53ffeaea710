package dev.wirebench.model.gate;

import dev.wirebench.model.plan.Gate;
import java.util.List;

/** What a gate has come to: one finding per series that it asks about, and the worst of them. Immutable. */
public record GateResult(Gate gate, List<GateFinding> findings) {

    /** @throws IllegalArgumentException without a finding: a gate that asked for nothing has shown nothing */
    public GateResult {
        if (findings.isEmpty()) {
            throw new IllegalArgumentException("gate '" + gate + "' found nothing to ask");
        }
        findings = List.copyOf(findings);
    }

    /** By the numbers alone. */
    public Decision decision() {
        return findings.stream().map(GateFinding::decision).reduce(Decision.PASS, Decision::and);
    }

    /** What it counts as, where the plan says what an inconclusive gate counts as. */
    public Decision outcome() {
        if (decision() != Decision.INCONCLUSIVE) {
            return decision();
        }
        return switch (gate.onInconclusive()) {
            case REPORT -> Decision.INCONCLUSIVE;
            case PASS -> Decision.PASS;
            case FAIL -> Decision.FAIL;
        };
    }
}
