package dev.wirebench.benchmark;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Minimum, median and maximum over several rounds; NaN where unknown. Immutable. */
public record Spread(double lowest, double median, double highest) {

    private static final Spread UNKNOWN = new Spread(Double.NaN, Double.NaN, Double.NaN);

    /** Ignores values that are not finite; unknown if none remain. */
    public static Spread of(DoubleStream values) {
        double[] sorted = values.filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            return UNKNOWN;
        }
        int last = sorted.length - 1;
        return new Spread(sorted[0], (sorted[last / 2] + sorted[(last + 1) / 2]) / 2, sorted[last]);
    }

    public static Spread of(double... values) {
        return of(Arrays.stream(values));
    }

    public boolean isKnown() {
        return !Double.isNaN(median);
    }

    /** Formats the median, such as {@code %.2f}; {@code -} if unknown. */
    public String median(String format) {
        return isKnown() ? number(format, median) : MarkdownTable.NONE;
    }

    /** Formats as {@code median (lowest to highest)}, each multiplied by {@code unit}; {@code -} if unknown. */
    public String text(String format, double unit) {
        return isKnown()
                ? number(format, median * unit) + " (" + number(format, lowest * unit) + " to "
                        + number(format, highest * unit) + ")"
                : MarkdownTable.NONE;
    }

    public String text(String format) {
        return text(format, 1);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
