package dev.wirebench.model;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A number of a series that a gate can ask for. Immutable.
 *
 * @param measure of a percentile; null for every other kind
 * @param percentile above 0, to 100, where 100 is the largest value; NaN for every other kind
 */
public record GateMetric(Kind kind, Measure measure, double percentile) {

    private static final String MEASURES = "(?:(response|service|connect|handshake)\\.)?";
    private static final Pattern PERCENTILE =
            Pattern.compile(MEASURES + "(?:p((?:0|[1-9][0-9]?)(?:\\.[0-9]{1,4})?)|(max))");

    /** So many of a slot's messages should lie beyond the percentile; see docs/gates.md. */
    private static final double MESSAGES_BEYOND = 20;

    /** In what a metric is counted. */
    public enum Dimension {
        /** In nanoseconds. */
        TIME("a time in ns, us, ms or s, such as '2 ms'"),
        /** Per second. */
        RATE("a rate in /s, such as '10000 /s'"),
        BYTES("a size in B, kB, MB, KiB or MiB, such as '70 B'"),
        /** As a part of 1. */
        SHARE("a share in %, such as '0.1 %'"),
        COUNT("a whole number, such as '0'");

        private final String description;

        Dimension(String description) {
            this.description = description;
        }

        /** What a limit of this dimension looks like. */
        public String description() {
            return description;
        }
    }

    /** What is asked for. */
    public enum Kind {
        PERCENTILE(Dimension.TIME, true, false),
        /** Good answers per second. */
        THROUGHPUT(Dimension.RATE, false, false),
        /** Messages without a good answer: failed, timed out or unfinished. */
        FAILED(Dimension.COUNT, true, true),
        /** {@link #FAILED} as a share of the messages intended. */
        ERROR_RATE(Dimension.SHARE, true, true),
        /** To the target, per answered message. */
        BYTES_UP(Dimension.BYTES, true, true),
        /** From the target, per answered message. */
        BYTES_DOWN(Dimension.BYTES, true, true),
        /** Processor time of the target's process per answered message. */
        TARGET_CPU(Dimension.TIME, true, false),
        /** Resident memory of the target's process. */
        TARGET_MEMORY(Dimension.BYTES, true, false),
        /** {@link #TARGET_MEMORY} divided by the connections of the load. */
        MEMORY_PER_CONNECTION(Dimension.BYTES, true, false);

        private final Dimension dimension;
        private final boolean isLargerWorse;
        private final boolean isExact;

        Kind(Dimension dimension, boolean isLargerWorse, boolean isExact) {
            this.dimension = dimension;
            this.isLargerWorse = isLargerWorse;
            this.isExact = isExact;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @throws IllegalArgumentException if there is no such metric, naming those that there are */
    static GateMetric parse(String name) {
        Matcher percentile = PERCENTILE.matcher(name);
        if (percentile.matches()) {
            Measure measure = percentile.group(1) == null
                    ? Measure.RESPONSE
                    : Measure.valueOf(percentile.group(1).toUpperCase(Locale.ROOT));
            double value = percentile.group(3) == null ? Double.parseDouble(percentile.group(2)) : 100;
            if (value > 0) {
                return new GateMetric(Kind.PERCENTILE, measure, value);
            }
        }
        if (name.matches(MEASURES + "p[0-9].*")) {
            throw new IllegalArgumentException(
                    "a percentile is above p0 and below p100, with 4 decimals at most, and the"
                            + " largest value is max; not '" + name + "'");
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.PERCENTILE && kind.label().equals(name))
                .map(kind -> new GateMetric(kind, null, Double.NaN))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown metric '" + name
                        + "'; allowed: p50, p99, p99.9, ... and max, with response. (default), service., connect. or"
                        + " handshake. before them, and " + names()));
    }

    private static String names() {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.PERCENTILE)
                .map(Kind::label)
                .collect(Collectors.joining(", "));
    }

    public Dimension dimension() {
        return kind.dimension;
    }

    /** Whether a larger value is worse. */
    public boolean isLargerWorse() {
        return kind.isLargerWorse;
    }

    /** Whether it follows from what was sent and answered, so that a limit needs no statistics. */
    public boolean isExact() {
        return kind.isExact;
    }

    public boolean isPercentile() {
        return kind == Kind.PERCENTILE;
    }

    /** Whether it says how many messages were not answered well. */
    public boolean isOfFailures() {
        return kind == Kind.FAILED || kind == Kind.ERROR_RATE;
    }

    /** The messages that a slot needs for this percentile to mean something; 1 for every other metric. */
    public long messagesPerSlot() {
        if (!isPercentile() || percentile == 100) {
            return 1;
        }
        double rarer = Math.min(percentile, 100 - percentile);
        // 100 - 99.9 is not exactly 0.1.
        return (long) Math.ceil(100 * MESSAGES_BEYOND / rarer * (1 - 1e-9));
    }

    /** As it is written in a plan: {@code p99}, {@code service.p50}, {@code throughput}. */
    public String label() {
        if (!isPercentile()) {
            return kind.label();
        }
        String value = BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString();
        String name = percentile == 100 ? "max" : "p" + value;
        return measure == Measure.RESPONSE ? name : measure.label() + "." + name;
    }

    @Override
    public String toString() {
        return label();
    }
}
