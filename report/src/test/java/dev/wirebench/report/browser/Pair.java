package dev.wirebench.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * By what factor one cell's blocks lie above another's (Hodges and Lehmann), and the exact test of Mann and Whitney, both
 * written down from their definitions. Immutable.
 */
record Pair(List<Quantity> first, List<Quantity> second) {

    private static final double ALPHA_PER_SIDE = 0.025;

    /** Whether the column is one of numbers. */
    boolean check(String where, String column, String text) {
        switch (column) {
            case "ratio" -> Quantity.check(where, text, List.of(factor(Blocks::median)));
            case "95 % bounds" -> bounds(where, text);
            case "p, two-sided" -> p(where, text);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Something of the sorted logarithms of all ratios, at the smallest and at the largest that they can be. */
    private Quantity factor(ToDoubleFunction<double[]> of) {
        return Quantity.between(
                Math.exp(of.applyAsDouble(logarithms(Quantity::low, Quantity::high))),
                Math.exp(of.applyAsDouble(logarithms(Quantity::high, Quantity::low))),
                "times");
    }

    private double[] logarithms(ToDoubleFunction<Quantity> above, ToDoubleFunction<Quantity> below) {
        return second.stream()
                .flatMapToDouble(b -> first.stream()
                        .mapToDouble(a -> Math.log(above.applyAsDouble(b)) - Math.log(below.applyAsDouble(a))))
                .sorted()
                .toArray();
    }

    private void bounds(String where, String text) {
        int all = first.size() * second.size();
        int left = (int)
                IntStream.range(0, all).filter(u -> atMost(u) <= ALPHA_PER_SIDE).count();
        if (left == 0) {
            assertThat(text).as(where).isEqualTo("-");
        } else {
            Quantity.check(
                    where, text, List.of(factor(sorted -> sorted[left - 1]), factor(sorted -> sorted[all - left])));
        }
    }

    private void p(String where, String text) {
        long ties = count(0);
        long fewer = ties + Math.min(count(1), count(-1));
        double p = 2 * fewer >= (long) first.size() * second.size() ? 1 : Math.min(1, 2 * atMost((int) fewer));
        if (text.startsWith("<")) {
            assertThat(p).as(where).isLessThan(0.001);
        } else {
            Quantity.check(where, text, List.of(Quantity.of(p, "")));
        }
    }

    private long count(int sign) {
        return second.stream()
                .mapToLong(b -> first.stream()
                        .filter(a -> Math.signum(b.high() - a.high()) == sign)
                        .count())
                .sum();
    }

    /** P(U <= u) if nothing but chance orders the values: over all ways to choose which ranks are the first's. */
    private double atMost(int u) {
        int n = first.size();
        int m = second.size();
        double[][] ways = new double[n + 1][n * m + 1];
        ways[0][0] = 1;
        for (int rank = 0; rank < n + m; rank++) {
            for (int taken = Math.min(n, rank + 1); taken >= 1; taken--) {
                int before = rank - (taken - 1);
                for (int sum = n * m; sum >= before; sum--) {
                    ways[taken][sum] += before <= m ? ways[taken - 1][sum - before] : 0;
                }
            }
        }
        double some = 0;
        double all = 0;
        for (int sum = 0; sum <= n * m; sum++) {
            some += sum <= u ? ways[n][sum] : 0;
            all += ways[n][sum];
        }
        return some / all;
    }
}
