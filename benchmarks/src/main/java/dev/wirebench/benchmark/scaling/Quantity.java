package dev.wirebench.benchmark.scaling;

import java.util.function.ToDoubleFunction;

/** A figure that the tables and charts show. */
enum Quantity {
    CPU("cpuNsPerMessage", Figures::cpuNs),
    THROUGHPUT("messagesPerSecond", Figures::perSecond),
    SERVICE_P50("serviceP50Ns", Figures::serviceP50Ns),
    SERVICE_P99("serviceP99Ns", Figures::serviceP99Ns);

    private final String key;
    private final ToDoubleFunction<Figures> value;

    Quantity(String key, ToDoubleFunction<Figures> value) {
        this.key = key;
        this.value = value;
    }

    /** Names it, and its unit, in data. */
    String key() {
        return key;
    }

    double of(Figures figures) {
        return value.applyAsDouble(figures);
    }
}
