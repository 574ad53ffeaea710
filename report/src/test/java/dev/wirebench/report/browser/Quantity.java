package dev.wirebench.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as the page prints it, or as it must be. Immutable.
 *
 * @param low smallest and {@code high} largest value that it stands for, in nanoseconds, bytes, per second or 1
 * @param kind what it counts: {@code time}, {@code bytes}, {@code rate}, {@code share}, {@code cores}, {@code times} or empty
 * @param bound whether it is marked as a lower bound; empty where it may be
 */
record Quantity(double low, double high, String kind, Optional<Boolean> bound) {

    private record Unit(String kind, double factor) {}

    private static final Map<String, Unit> UNITS = Map.ofEntries(
            Map.entry("ns", new Unit("time", 1)),
            Map.entry("µs", new Unit("time", 1e3)),
            Map.entry("ms", new Unit("time", 1e6)),
            Map.entry("s", new Unit("time", 1e9)),
            Map.entry("B", new Unit("bytes", 1)),
            Map.entry("KiB", new Unit("bytes", 1024)),
            Map.entry("MiB", new Unit("bytes", 1024 * 1024)),
            Map.entry("/s", new Unit("rate", 1)),
            Map.entry("%", new Unit("share", 0.01)),
            Map.entry("cores", new Unit("cores", 1)),
            Map.entry("×", new Unit("times", 1)));

    private static final Pattern NUMBER = Pattern.compile("(≥ )?([+−-]?)(?<![\\w.-])(\\d[\\d,]*(?:\\.\\d+)?)"
            + "(?: ?(ns|µs|ms|s|B|KiB|MiB|/s|%|cores|×)(?![\\w]))?");

    static Quantity of(double value, String kind) {
        return between(value, value, kind);
    }

    static Quantity between(double low, double high, String kind) {
        return new Quantity(low, high, kind, Optional.of(false));
    }

    Quantity asBound(Optional<Boolean> isBound) {
        return new Quantity(low, high, kind, isBound);
    }

    /** Every number of a text, in its order, as wide as its last printed digit leaves it. */
    static List<Quantity> allIn(String text) {
        List<Quantity> found = new ArrayList<>();
        Matcher number = NUMBER.matcher(text.replace('\u00a0', ' '));
        while (number.find()) {
            BigDecimal digits = new BigDecimal(number.group(3).replace(",", ""));
            Unit unit = number.group(4) == null ? new Unit("", 1) : UNITS.get(number.group(4));
            double sign = number.group(2).isEmpty() || number.group(2).equals("+") ? 1 : -1;
            double half = 0.5 * Math.pow(10, -digits.scale()) * unit.factor * (1 + 1e-9);
            double value = sign * digits.doubleValue() * unit.factor;
            found.add(new Quantity(value - half, value + half, unit.kind, Optional.of(number.group(1) != null)));
        }
        return found;
    }

    /** What is left of a text without its numbers. */
    static String wordsOf(String text) {
        return NUMBER.matcher(text.replace('\u00a0', ' ')).replaceAll("#");
    }

    /** Whether a printed number can be the one that must be. */
    boolean shows(Quantity wanted) {
        return kind.equals(wanted.kind)
                && (wanted.bound.isEmpty() || bound.equals(wanted.bound))
                && low <= wanted.high
                && wanted.low <= high;
    }

    static void check(String where, String text, List<Quantity> wanted) {
        List<Quantity> shown = allIn(text);
        assertThat(shown)
                .as("%s: numbers of '%s', expected %s", where, text, wanted)
                .hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.size(); i++) {
            assertThat(shown.get(i).shows(wanted.get(i)))
                    .as("%s: '%s' shows %s", where, text, wanted.get(i))
                    .isTrue();
        }
    }
}
