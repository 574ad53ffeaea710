package dev.wirebench.gates.judge;

import dev.wirebench.report.statistics.Shift;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Logarithms of ratios, positive where they are for the worse, and what can be said of their centre. Immutable; NaN stands
 * where nothing was measured.
 *
 * @param from the logarithms of the other side's slots; null where each value is a difference already
 * @param undetermined the difference of two slots of which both are without end
 */
record Differences(double[] to, double[] from, double undetermined) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** The bounds of which the noise is taken: wide enough for 12 slots, and not at the mercy of stalls. */
    private static final double NOISE_ALPHA = 0.025;

    /** Of pairs, or of slots against a limit. */
    static Differences ofPairs(double[] differences) {
        return new Differences(differences, null, Double.NaN);
    }

    static Differences between(double[] from, double[] to, double undetermined) {
        return new Differences(to, from, undetermined);
    }

    /** Of each pair of values, from the second to the first; as many as both have. */
    static Differences ofPairs(double[] to, double[] from, double undetermined) {
        return ofPairs(IntStream.range(0, Math.min(from.length, to.length))
                .mapToDouble(
                        i -> to[i] == from[i] && Double.isInfinite(to[i]) ? undetermined : logRatio(to[i], from[i]))
                .toArray());
    }

    /** Infinite where only one of them is 0, and 0 where both are. */
    static double logRatio(double to, double from) {
        return to == from ? 0 : Math.log(to / from);
    }

    /** Slots, or pairs, that are worse without end. */
    long endless(int slots) {
        return Arrays.stream(to)
                .limit(slots)
                .filter(value -> value == Double.POSITIVE_INFINITY)
                .count();
    }

    boolean isPaired() {
        return from == null;
    }

    /** Of two independent samples, whether the second is as large as the first. */
    boolean isAsManyAsBefore() {
        return to.length >= from.length;
    }

    int available() {
        return isPaired() ? to.length : Math.min(to.length, from.length);
    }

    long missing(int slots) {
        return isPaired() ? missing(Arrays.copyOf(to, slots)) : Math.max(missing(to), missing(from));
    }

    private static long missing(double[] values) {
        return Arrays.stream(values).filter(Double::isNaN).count();
    }

    /** Two independent samples are only ever taken whole. */
    Shift shift(int slots) {
        return isPaired() ? Shift.ofPairs(Arrays.copyOf(to, slots)) : Shift.between(from, to, undetermined);
    }

    /** Empty where there are too few values to have bounds. */
    OptionalDouble standardError(Shift shift) {
        double width = shift.upper(NOISE_ALPHA) - shift.lower(NOISE_ALPHA);
        return Double.isInfinite(width) || Double.isNaN(width)
                ? OptionalDouble.empty()
                : OptionalDouble.of(width / 2 / quantile(1 - NOISE_ALPHA));
    }

    /** The standard deviation of one pair: the estimate's own is sqrt(pi / 3 / n) times it for normal values. */
    double noise(double standardError, int slots) {
        double perPair = isPaired() ? 1.0 / slots : (1.0 / to.length + 1.0 / from.length) / 2;
        return standardError / Math.sqrt(Math.PI / 3 * perPair);
    }

    static double quantile(double probability) {
        return NORMAL.inverseCumulativeProbability(probability);
    }
}
