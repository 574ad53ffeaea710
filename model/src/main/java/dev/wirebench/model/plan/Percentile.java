package dev.wirebench.model.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A percentile of a measure. Immutable.
 *
 * @param percentile above 0, to 100, where 100 is the largest value
 */
public record Percentile(Measure measure, double percentile) implements Metric {

    /** The percentiles that tables and exports give of every message. */
    public static final List<Double> TABLED = List.of(50.0, 90.0, 99.0, 99.9, 100.0);

    /** The percentiles that the table of a percentile chart gives. */
    public static final List<Double> CHARTED = List.of(50.0, 75.0, 90.0, 95.0, 99.0, 99.9, 99.99, 100.0);

    public static final Percentile P50 = new Percentile(Measure.RESPONSE, 50);
    public static final Percentile P99 = new Percentile(Measure.RESPONSE, 99);
    public static final Percentile P999 = new Percentile(Measure.RESPONSE, 99.9);
    public static final Percentile CONNECT_P50 = new Percentile(Measure.CONNECT, 50);
    public static final Percentile HANDSHAKE_P50 = new Percentile(Measure.HANDSHAKE, 50);
    public static final Percentile GENERATOR_LAG_P99 = new Percentile(Measure.GENERATOR_LAG, 99);
    public static final Percentile SEND_LAG_P99 = new Percentile(Measure.SEND_LAG, 99);

    static final List<Percentile> LAGS =
            List.of(GENERATOR_LAG_P99, SEND_LAG_P99, new Percentile(Measure.RECEIVE_LAG, 99));

    static final List<Percentile> TRACKED = List.of(P50, new Percentile(Measure.RESPONSE, 90), P99);

    static final List<Percentile> SHOWN = Stream.of(
                    of(Measure.RESPONSE, TABLED),
                    of(Measure.SERVICE, TABLED),
                    of(Measure.CONNECT, List.of(50.0, 99.0)),
                    of(Measure.HANDSHAKE, List.of(50.0, 99.0)),
                    LAGS.stream())
            .flatMap(each -> each)
            .toList();

    private static final String MEASURES = "(?:(response|service|connect|handshake)\\.)?";
    private static final Pattern NAME = Pattern.compile(MEASURES + "(?:p((?:0|[1-9][0-9]?)(?:\\.[0-9]{1,4})?)|(max))");

    /** So many of a slot's messages should lie beyond the percentile; see docs/gates.md. */
    private static final double MESSAGES_BEYOND = 20;

    private static Stream<Percentile> of(Measure measure, List<Double> percentiles) {
        return percentiles.stream().map(percentile -> new Percentile(measure, percentile));
    }

    /**
     * Reads a name as in {@link #label}; empty if it is no percentile's.
     *
     * @throws IllegalArgumentException if it looks like one, but is out of range
     */
    static Optional<Percentile> find(String name) {
        Matcher matcher = NAME.matcher(name);
        if (matcher.matches()) {
            Measure measure = matcher.group(1) == null
                    ? Measure.RESPONSE
                    : Measure.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
            double value = matcher.group(3) == null ? Double.parseDouble(matcher.group(2)) : 100;
            if (value > 0) {
                return Optional.of(new Percentile(measure, value));
            }
        }
        if (name.matches(MEASURES + "p[0-9].*")) {
            throw new IllegalArgumentException(
                    "a percentile is above p0 and below p100, with 4 decimals at most, and the"
                            + " largest value is max; not '" + name + "'");
        }
        return Optional.empty();
    }

    /** {@code p99.9}, or {@code max} for 100. */
    public static String name(double percentile) {
        return percentile == 100
                ? "max"
                : "p" + BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString();
    }

    public boolean isLargest() {
        return percentile == 100;
    }

    @Override
    public String label() {
        return measure == Measure.RESPONSE ? name(percentile) : measure.label() + "." + name(percentile);
    }

    @Override
    public String title() {
        String name = name(percentile);
        return measure == Measure.RESPONSE ? name : measure.label().replace('-', ' ') + " " + name;
    }

    @Override
    public Dimension dimension() {
        return Dimension.TIME;
    }

    @Override
    public boolean isLargerWorse() {
        return true;
    }

    @Override
    public boolean isExact() {
        return false;
    }

    @Override
    public boolean isOfFailures() {
        return false;
    }

    @Override
    public long messagesPerSlot() {
        if (isLargest()) {
            return 1;
        }
        double rarer = Math.min(percentile, 100 - percentile);
        // 100 - 99.9 is not exactly 0.1.
        return (long) Math.ceil(100 * MESSAGES_BEYOND / rarer * (1 - 1e-9));
    }

    @Override
    public String toString() {
        return label();
    }
}
