package dev.wirebench.harness;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * The trend test that ends a warm-up: whether a series of figures has stopped falling.
 *
 * <p>Steady means that among the last {@link #WINDOW} figures the later half is not smaller than the earlier half: either
 * a Mann-Whitney test does not tell them apart at {@link #ALPHA}, or their medians differ by less than
 * {@link #TOLERANCE}.
 */
final class SteadyState {

    static final int WINDOW = 8;

    static final double ALPHA = 0.05;

    static final double TOLERANCE = 0.03;

    private static final MannWhitneyUTest EARLIER_IS_LARGER =
            MannWhitneyUTest.withDefaults().with(AlternativeHypothesis.GREATER_THAN);

    private SteadyState() {}

    /** @param figures in order of time; fewer than {@link #WINDOW} are never steady */
    static boolean isReached(List<Double> figures) {
        int count = figures.size();
        if (count < WINDOW) {
            return false;
        }
        double[] earlier = values(figures.subList(count - WINDOW, count - WINDOW / 2));
        double[] later = values(figures.subList(count - WINDOW / 2, count));
        boolean isSmall = median(earlier) - median(later) < TOLERANCE * median(earlier);
        return isSmall || EARLIER_IS_LARGER.test(earlier, later).getPValue() >= ALPHA;
    }

    private static double[] values(List<Double> figures) {
        return figures.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
