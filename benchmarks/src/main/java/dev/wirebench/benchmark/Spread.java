package dev.wirebench.benchmark;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Where the figures of several rounds lie. Immutable. */
public record Spread(double lowest, double median, double highest) {

    private static final Spread UNKNOWN = new Spread(Double.NaN, Double.NaN, Double.NaN);

    /** @throws IllegalArgumentException if there is none */
    public static Spread of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing has no median");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        return new Spread(sorted[0], (sorted[last / 2] + sorted[(last + 1) / 2]) / 2, sorted[last]);
    }

    /** Those that are not numbers are left out; without any the spread is not known. */
    public static Spread ofFinite(DoubleStream values) {
        double[] finite = values.filter(Double::isFinite).toArray();
        return finite.length == 0 ? UNKNOWN : of(finite);
    }

    public boolean isKnown() {
        return !Double.isNaN(median);
    }

    public static <T> Spread of(Collection<T> rounds, ToDoubleFunction<T> figure) {
        return of(rounds.stream().mapToDouble(figure).toArray());
    }
}
