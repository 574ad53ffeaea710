package dev.wirebench.model.plan;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A number of a series, as gates, tables, exports and the page name it. Immutable. */
public sealed interface Metric permits Percentile, Scalar {

    /** Unit of a metric's values. */
    enum Dimension {
        /** In nanoseconds. */
        TIME("a time in ns, us, ms or s, such as '2 ms'"),
        /** Per second. */
        RATE("a rate in /s, such as '10000 /s'"),
        BYTES("a size in B, kB, MB, KiB or MiB, such as '70 B'"),
        /** As a part of 1. */
        SHARE("a share in %, such as '0.1 %'"),
        COUNT("a whole number, such as '0'"),
        /** Processors' worth of time. */
        CORES("a number of cores, such as '0.5'");

        private final String description;

        Dimension(String description) {
            this.description = description;
        }

        /** What a limit of this dimension looks like. */
        public String description() {
            return description;
        }
    }

    /** Name in rules, exports and the page's data: {@code p99}, {@code service.p50}, {@code throughput}. */
    String label();

    /** Name in tables and sentences. */
    String title();

    Dimension dimension();

    /** Whether a larger value is worse. */
    boolean isLargerWorse();

    /** Whether it follows from what was sent and answered, so that a limit needs no statistics. */
    boolean isExact();

    /** Whether it says how many messages were not answered well. */
    boolean isOfFailures();

    /** The messages that a slot needs for this number to mean something. */
    long messagesPerSlot();

    /** Every metric that tables and the page show. */
    static List<Metric> shown() {
        return Stream.concat(Percentile.SHOWN.stream(), Arrays.stream(Scalar.values()))
                .toList();
    }

    /** The metrics that a verdict rests on, in reading order. */
    static List<Metric> evidence() {
        return Stream.concat(
                        Percentile.LAGS.stream(), Arrays.stream(Scalar.values()).filter(Scalar::isEvidence))
                .toList();
    }

    /** The metrics that are followed from run to run. */
    static List<Metric> tracked() {
        return Stream.concat(
                        Percentile.TRACKED.stream(),
                        Arrays.stream(Scalar.values()).filter(Scalar::isTracked))
                .toList();
    }

    /**
     * Reads the name of a metric that a gate may ask for.
     *
     * @throws IllegalArgumentException if there is no such metric, naming those that there are
     */
    static Metric parse(String name) {
        return Percentile.find(name)
                .<Metric>map(percentile -> percentile)
                .or(() -> Arrays.stream(Scalar.values())
                        .filter(scalar -> scalar.isGated() && scalar.label().equals(name))
                        .findFirst())
                .orElseThrow(() -> new IllegalArgumentException("unknown metric '" + name
                        + "'; allowed: p50, p99, p99.9, ... and max, with response. (default), service., connect. or"
                        + " handshake. before them, and "
                        + Arrays.stream(Scalar.values())
                                .filter(Scalar::isGated)
                                .map(Scalar::label)
                                .collect(Collectors.joining(", "))));
    }
}
