package dev.wirebench.benchmark.compare;

import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What contenders are compared by; where nothing was measured there is none. */
enum Metric {
    USER_US_PER_MESSAGE("user", figures -> figures.userNs() / 1e3 / figures.answered()),
    SYSTEM_US_PER_MESSAGE("system", figures -> figures.systemNs() / 1e3 / figures.answered()),
    CPU_US_PER_MESSAGE("CPU us/message", figures -> (figures.userNs() + figures.systemNs()) / 1e3 / figures.answered()),
    MESSAGES_PER_SECOND("messages/s", figures -> figures.answered() * 1e9 / figures.elapsedNs()),
    PROCESSORS("processors", figures -> (double) (figures.userNs() + figures.systemNs()) / figures.elapsedNs()),
    P50_US("p50 us", figures -> us(figures.p50Ns())),
    P99_US("p99 us", figures -> us(figures.p99Ns()));

    private final String label;
    private final ToDoubleFunction<Figures> value;

    Metric(String label, ToDoubleFunction<Figures> value) {
        this.label = label;
        this.value = value;
    }

    String label() {
        return label;
    }

    OptionalDouble of(Figures figures) {
        double measured = value.applyAsDouble(figures);
        return Double.isFinite(measured) ? OptionalDouble.of(measured) : OptionalDouble.empty();
    }

    private static double us(Long ns) {
        return ns == null ? Double.NaN : ns / 1e3;
    }
}
