package dev.wirebench.harness.run;

import java.util.Arrays;
import java.util.List;

/**
 * The test that ends a warm-up: whether a series of figures has stopped falling. It has power: it needs enough figures to
 * exclude a fall, and is not content with too few to show one.
 *
 * <p>The fall is the median of the slopes between all pairs of the logarithms (Theil and Sen), its bounds are those slopes
 * whose rank Kendall's statistic names (Sen 1968). How often it is right: "Steady state" in docs/method.md.
 */
final class SteadyState {

    /** With fewer figures nothing is said. */
    static final int FEWEST = 12;

    /** After so many, that no fall is seen in the last {@link #LAST} is enough, if it cannot be a large one. */
    static final int MOST = 60;

    private static final int LAST = 40;

    /** A fall is one over so many figures, ten seconds of them. */
    private static final int OVER = 40;

    /** A fall of less is none: of the logarithm, about 14 %. */
    private static final double TOLERANCE = 0.15;

    /** At the end a fall may not be larger than this, 45 %, even if it is not seen. */
    private static final double LARGEST = 0.6;

    /** One-sided, 95 and 99 %. */
    private static final double Z_95 = 1.645;

    private static final double Z_99 = 2.326;

    /** By so much each stretch of the last figures is longer than the one before. */
    private static final double LONGER = 1.25;

    private SteadyState() {}

    /** @param figures in order of time, above 0 */
    static boolean isReached(List<Double> figures) {
        double[] logs = figures.stream().mapToDouble(Math::log).toArray();
        for (int length = FEWEST; length <= logs.length; length = (int) Math.max(length + 1, length * LONGER)) {
            if (Fall.of(last(logs, length), Z_95).upper < TOLERANCE) {
                return true;
            }
        }
        if (logs.length < MOST) {
            return false;
        }
        Fall fall = Fall.of(last(logs, LAST), Z_99);
        return fall.lower <= 0 && fall.upper < LARGEST;
    }

    private static double[] last(double[] values, int length) {
        return Arrays.copyOfRange(values, values.length - length, values.length);
    }

    /** Bounds of the fall over {@link #OVER} figures. */
    private record Fall(double lower, double upper) {

        static Fall of(double[] logs, double z) {
            int count = logs.length;
            double[] falls = new double[count * (count - 1) / 2];
            int size = 0;
            for (int i = 0; i < count; i++) {
                for (int j = i + 1; j < count; j++) {
                    falls[size++] = OVER * (logs[i] - logs[j]) / (j - i);
                }
            }
            Arrays.sort(falls);
            double spread = z * Math.sqrt(count * (count - 1.0) * (2 * count + 5) / 18);
            int lower = (int) Math.floor((size - spread) / 2) - 1;
            int upper = (int) Math.ceil((size + spread) / 2);
            return new Fall(
                    lower < 0 ? Double.NEGATIVE_INFINITY : falls[lower],
                    upper >= size ? Double.POSITIVE_INFINITY : falls[upper]);
        }
    }
}
