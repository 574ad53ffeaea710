package dev.wirebench.report.statistics;

import java.util.Arrays;

/**
 * By what factor the blocks of one series lie above those of another, and how surprising that would be if nothing but
 * chance told them apart: the estimate of Hodges and Lehmann on logarithms with its distribution-free bounds, and the
 * exact two-sided test of Mann and Whitney (Hollander and Wolfe, Nonparametric Statistical Methods, sections 4.1 to 4.3).
 * It holds because blocks run in shuffled order; that each round holds every cell once can only make it find less.
 * Immutable.
 *
 * @param ratio how many times the first series the second one is
 * @param lower 95 % bound of the ratio; 0 where there are too few blocks for one
 * @param upper 95 % bound of the ratio; infinite where there are too few blocks for one
 * @param p two-sided; equal values count against a difference
 * @param smallestP what the same number of blocks could show at best
 */
public record PairwiseTest(double ratio, double lower, double upper, double p, double smallestP) {

    private static final double ALPHA_PER_SIDE = 0.025;

    /** @throws IllegalArgumentException unless each has a value and all of them are above 0 and finite */
    public static PairwiseTest of(double[] first, double[] second) {
        Shift shift = Shift.between(logarithms(first), logarithms(second), Double.NaN);
        return new PairwiseTest(
                Math.exp(shift.estimate()),
                Math.exp(shift.lower(ALPHA_PER_SIDE)),
                Math.exp(shift.upper(ALPHA_PER_SIDE)),
                p(first, second),
                smallestP(first.length, second.length));
    }

    /** The p of two series of which every block of one lies above every block of the other. */
    public static double smallestP(int firstBlocks, int secondBlocks) {
        return Math.min(1, 2 * CriticalRanks.mannWhitneyP(firstBlocks, secondBlocks, 0));
    }

    private static double p(double[] first, double[] second) {
        int above = 0;
        int ties = 0;
        for (double a : first) {
            for (double b : second) {
                above += b > a ? 1 : 0;
                ties += a == b ? 1 : 0;
            }
        }
        int fewer = ties + Math.min(above, first.length * second.length - above - ties);
        boolean isInTheMiddle = 2 * fewer >= first.length * second.length;
        return isInTheMiddle ? 1 : Math.min(1, 2 * CriticalRanks.mannWhitneyP(first.length, second.length, fewer));
    }

    private static double[] logarithms(double[] values) {
        if (values.length == 0 || Arrays.stream(values).anyMatch(v -> !(v > 0 && Double.isFinite(v)))) {
            throw new IllegalArgumentException(
                    "values must be above 0 and finite, at least one, were " + Arrays.toString(values));
        }
        return Arrays.stream(values).map(Math::log).toArray();
    }
}
