package dev.wirebench.benchmark;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** Where the figures of several rounds lie. Immutable. */
public record Spread(double lowest, double median, double highest) {

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

    public static <T> Spread of(Collection<T> rounds, ToDoubleFunction<T> figure) {
        return of(rounds.stream().mapToDouble(figure).toArray());
    }
}
