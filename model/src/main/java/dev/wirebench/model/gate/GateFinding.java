package dev.wirebench.model.gate;

import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Metric;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a gate found in one series. Immutable.
 *
 * @param required what was demanded, with its unit: {@code < 2 ms}
 * @param actual what there was, with its unit and, where there are any, its bounds: {@code 1.43 ms (1.40 to 1.47)}
 * @param value what was compared: in nanoseconds, per second, bytes or messages, or as a share of 1; a ratio, less 1, where
 *     two series were compared. Empty where there was nothing to measure, or it has no end
 * @param sensitivity empty where no statistics were needed, or there was too little for any
 * @param estimate what was decided by; empty where the sensitivity is
 */
public record GateFinding(
        CellKey key,
        Metric metric,
        Decision decision,
        String required,
        String actual,
        OptionalDouble value,
        Optional<Sensitivity> sensitivity,
        Optional<Estimate> estimate) {

    /** Names the number: {@code websocket-long.open-500.p99}. */
    public String label() {
        return key.cell().name() + "." + key.load().label() + "." + metric.label();
    }
}
