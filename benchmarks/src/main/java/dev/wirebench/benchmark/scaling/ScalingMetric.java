package dev.wirebench.benchmark.scaling;

import java.util.function.ToDoubleFunction;

/** Metrics shown in tables and charts. */
enum ScalingMetric {
    CPU("cpuNsPerMessage", PointResult::cpuNs),
    THROUGHPUT("messagesPerSecond", PointResult::perSecond),
    SERVICE_P50("serviceP50Ns", PointResult::serviceP50Ns),
    SERVICE_P99("serviceP99Ns", PointResult::serviceP99Ns);

    private final String key;
    private final ToDoubleFunction<PointResult> value;

    ScalingMetric(String key, ToDoubleFunction<PointResult> value) {
        this.key = key;
        this.value = value;
    }

    /** Name in data, with its unit. */
    String key() {
        return key;
    }

    double of(PointResult figures) {
        return value.applyAsDouble(figures);
    }
}
