package dev.wirebench.report.statistics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * Which of the sorted averages (or differences) bounds a shift: the largest rank r with P(statistic &lt; r) at most alpha, 0
 * for none. The distributions are the library's, asked for samples that have the statistic in question. Safe for
 * concurrent use.
 */
public final class CriticalRanks {

    /** From here on the normal approximation is good to a rank, and the exact distribution slow. */
    private static final int EXACT_PAIRS = 160;

    private static final int EXACT_SAMPLE = 30;

    private static final Map<Key, Integer> KNOWN = new ConcurrentHashMap<>();

    private record Key(int n, int m, double alpha) {}

    private CriticalRanks() {}

    /** Of the n(n + 1)/2 averages of n differences two by two: Wilcoxon's signed-rank distribution. */
    public static int signedRank(int n, double alpha) {
        return KNOWN.computeIfAbsent(
                new Key(n, 0, alpha), key -> largest(n * (n + 1) / 2, alpha, sum -> signedRankP(n, sum)));
    }

    /** Of the n m differences between two samples: Mann and Whitney's distribution. */
    public static int mannWhitney(int n, int m, double alpha) {
        return KNOWN.computeIfAbsent(new Key(n, m, alpha), key -> largest(n * m, alpha, u -> mannWhitneyP(n, m, u)));
    }

    /** How many values from 0 on have a probability of at most alpha to be reached or fallen short of. */
    private static int largest(int max, double alpha, IntToDoubleFunction probabilityUpTo) {
        int low = 0;
        int high = max / 2 + 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (probabilityUpTo.applyAsDouble(middle) <= alpha) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** P(W+ &lt;= sum): of the ranks 1 to n those are positive that add up to the sum. */
    static double signedRankP(int n, int sum) {
        double[] ranks = new double[n];
        int left = sum;
        for (int rank = n; rank >= 1; rank--) {
            boolean isPositive = rank <= left;
            ranks[rank - 1] = isPositive ? rank : -rank;
            left -= isPositive ? rank : 0;
        }
        return WilcoxonSignedRankTest.withDefaults()
                .with(AlternativeHypothesis.LESS_THAN)
                .with(n <= EXACT_PAIRS ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC)
                .test(ranks)
                .getPValue();
    }

    /** P(U &lt;= u): each value of one sample lies above all of the other, above none, or one of them in between. */
    static double mannWhitneyP(int n, int m, int u) {
        double[] x = new double[n];
        double[] y = new double[m];
        for (int j = 0; j < m; j++) {
            y[j] = j;
        }
        int left = u;
        for (int i = 0; i < n; i++) {
            int above = Math.min(m, left);
            x[i] = above - 1 + (i + 1.0) / (n + 2);
            left -= above;
        }
        return MannWhitneyUTest.withDefaults()
                .with(AlternativeHypothesis.LESS_THAN)
                .with(Math.max(n, m) <= EXACT_SAMPLE ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC)
                .test(x, y)
                .getPValue();
    }
}
