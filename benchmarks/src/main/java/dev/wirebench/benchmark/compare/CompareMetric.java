package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.tool.TrialResult;
import java.util.function.ToDoubleFunction;

/** Metrics by which competitors are compared; NaN where not measured. */
enum CompareMetric {
    USER_US_PER_MESSAGE("user", result -> result.userNs() / 1e3 / result.answered()),
    SYSTEM_US_PER_MESSAGE("system", result -> result.systemNs() / 1e3 / result.answered()),
    CPU_US_PER_MESSAGE("CPU us/message", result -> (result.userNs() + result.systemNs()) / 1e3 / result.answered()),
    MESSAGES_PER_SECOND("messages/s", result -> result.answered() * 1e9 / result.elapsedNs()),
    PROCESSORS("processors", result -> (double) (result.userNs() + result.systemNs()) / result.elapsedNs()),
    P50_US("p50 us", result -> us(result, 50)),
    P99_US("p99 us", result -> us(result, 99));

    private final String label;
    private final ToDoubleFunction<TrialResult> value;

    CompareMetric(String label, ToDoubleFunction<TrialResult> value) {
        this.label = label;
        this.value = value;
    }

    String label() {
        return label;
    }

    double of(TrialResult result) {
        double measured = value.applyAsDouble(result);
        return Double.isFinite(measured) ? measured : Double.NaN;
    }

    private static double us(TrialResult result, double percentile) {
        Long ns = result.nsByPercentile().get(percentile);
        return ns == null ? Double.NaN : ns / 1e3;
    }
}
