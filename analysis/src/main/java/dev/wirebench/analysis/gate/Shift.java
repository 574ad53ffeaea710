package dev.wirebench.analysis.gate;

import java.util.Arrays;
import java.util.function.ToIntFunction;

/**
 * By how much values are shifted: the estimate of Hodges and Lehmann and its distribution-free bounds (Hollander and Wolfe,
 * Nonparametric Statistical Methods, sections 3.2 and 4.2). Immutable.
 */
final class Shift {

    private final double[] sorted;
    private final ToIntFunction<Double> criticalRank;

    private Shift(double[] shifts, ToIntFunction<Double> criticalRank) {
        Arrays.sort(shifts);
        this.sorted = shifts;
        this.criticalRank = criticalRank;
    }

    /** Of differences that are symmetric about the shift: from their averages two by two, each with itself too. */
    static Shift ofPairs(double[] differences) {
        int n = differences.length;
        double[] averages = new double[n * (n + 1) / 2];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                averages[at++] = middle(differences[i], differences[j]);
            }
        }
        return new Shift(averages, alpha -> CriticalRanks.signedRank(n, alpha));
    }

    /** Of one sample against another: from all differences between the two. */
    static Shift between(double[] from, double[] to) {
        double[] differences = new double[from.length * to.length];
        int at = 0;
        for (double a : from) {
            for (double b : to) {
                differences[at++] = a == b ? 0 : b - a;
            }
        }
        return new Shift(differences, alpha -> CriticalRanks.mannWhitney(to.length, from.length, alpha));
    }

    double estimate() {
        int n = sorted.length;
        return middle(sorted[(n - 1) / 2], sorted[n / 2]);
    }

    /** The shift is below this with a probability of at most alpha; minus infinity where there are too few values. */
    double lower(double alpha) {
        int rank = criticalRank.applyAsInt(alpha);
        return rank == 0 ? Double.NEGATIVE_INFINITY : sorted[rank - 1];
    }

    /** The shift is above this with a probability of at most alpha; infinite where there are too few values. */
    double upper(double alpha) {
        int rank = criticalRank.applyAsInt(alpha);
        return rank == 0 ? Double.POSITIVE_INFINITY : sorted[sorted.length - rank];
    }

    /** Where one of them is infinitely good and the other infinitely bad, there is no difference to tell. */
    private static double middle(double a, double b) {
        double middle = a == b ? a : (a + b) / 2;
        return Double.isNaN(middle) ? 0 : middle;
    }
}
