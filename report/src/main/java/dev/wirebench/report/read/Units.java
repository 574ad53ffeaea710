package dev.wirebench.report.read;

import dev.wirebench.model.plan.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** Numbers as text, each with its unit and, as histograms hold no more, three significant digits. Immutable. */
public record Units(String micro, String atLeast, String atMost, String times, String minus) {

    /** For terminals, which may not know more than ASCII. */
    public static final Units PLAIN = new Units("us", ">= ", "<= ", "x", "-");

    /** For pages. */
    public static final Units TYPESET = new Units("\u00b5s", "\u2265 ", "\u2264 ", "\u00d7", "\u2212");

    /** Stands where nothing was measured. */
    public static final String MISSING = "-";

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    public String time(double ns) {
        BigDecimal rounded = new BigDecimal(ns).round(THREE_DIGITS);
        double value = rounded.doubleValue();
        if (value < 1e3) {
            return plain(rounded) + " ns";
        }
        if (value < 1e6) {
            return plain(rounded.movePointLeft(3)) + " " + micro;
        }
        return value < 1e9 ? plain(rounded.movePointLeft(6)) + " ms" : plain(rounded.movePointLeft(9)) + " s";
    }

    /** Bounds that print alike are one value. */
    public String time(Quantile quantile) {
        String lower = time(quantile.lowerNs());
        boolean open = quantile.upperNs() == Quantile.INFINITE || !lower.equals(time(quantile.upperNs()));
        return open ? atLeast + lower : lower;
    }

    public String time(Optional<Quantile> quantile) {
        return quantile.map(this::time).orElse(MISSING);
    }

    /** With its sign. */
    public String difference(double ns) {
        return (ns < 0 ? minus : "+") + time(Math.abs(ns));
    }

    public String perSecond(double value) {
        return (value >= 100 ? String.format(Locale.ROOT, "%,.0f", value) : digits(value)) + "/s";
    }

    public String bytes(double value) {
        if (value >= 1 << 20) {
            return digits(value / (1 << 20)) + " MiB";
        }
        boolean whole = value == Math.rint(value);
        return String.format(Locale.ROOT, whole ? "%,.0f B" : "%,.1f B", value);
    }

    public String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    public static String connections(int connections) {
        return connections + (connections == 1 ? " connection" : " connections");
    }

    public String ratio(double value) {
        return digits(value) + times;
    }

    public String percent(double fraction) {
        return digits(fraction * 100) + " %";
    }

    /** Processors' worth of time. */
    public String cores(double value) {
        return of(Metric.Dimension.CORES, value);
    }

    /** With the unit of the dimension. */
    public String of(Metric.Dimension dimension, double value) {
        return switch (dimension) {
            case TIME -> time(value);
            case RATE -> perSecond(value);
            case BYTES -> bytes(value);
            case SHARE -> percent(value);
            case COUNT -> count(Math.round(value));
            case CORES -> digits(value) + " cores";
        };
    }

    static String text(OptionalDouble value, DoubleFunction<String> unit) {
        return value.isPresent() ? unit.apply(value.getAsDouble()) : MISSING;
    }

    private static String digits(double value) {
        return plain(new BigDecimal(value).round(THREE_DIGITS));
    }

    /** Three digits where there are fewer than three before the point, without an exponent. */
    private static String plain(BigDecimal rounded) {
        if (rounded.signum() == 0) {
            return "0";
        }
        int wanted = Math.max(0, 3 - (rounded.precision() - rounded.scale()));
        return rounded.setScale(wanted, RoundingMode.HALF_UP).toPlainString();
    }
}
