package dev.wirebench.gates.judge;

import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.gate.Estimate;
import dev.wirebench.model.gate.GateFinding;
import dev.wirebench.model.gate.Sensitivity;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.Metric;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a gate asks about one series, and the series that it takes to answer. Immutable.
 *
 * @param other the series of the same run that it is compared with, if any
 * @param isPaired whether each of its slots takes one of the baseline
 */
record GateQuery(Gate gate, CellKey key, Optional<CellKey> other, boolean isPaired) {

    Metric metric() {
        return gate.rule().subject().metric();
    }

    Needs needs() {
        Set<CellKey> candidate = new LinkedHashSet<>();
        candidate.add(key);
        other.ifPresent(candidate::add);
        return new Needs(candidate, isPaired ? Set.of(key) : Set.of());
    }

    GateFinding finding(Decision decision, String actual, OptionalDouble value, Optional<Sensitivity> sensitivity) {
        return finding(decision, actual, value, sensitivity, Optional.empty());
    }

    GateFinding finding(
            Decision decision,
            String actual,
            OptionalDouble value,
            Optional<Sensitivity> sensitivity,
            Optional<Estimate> estimate) {
        return new GateFinding(
                key, metric(), decision, GateFormat.required(gate), actual, value, sensitivity, estimate);
    }

    GateFinding nothing(String actual) {
        return finding(Decision.INCONCLUSIVE, actual, OptionalDouble.empty(), Optional.empty());
    }
}
