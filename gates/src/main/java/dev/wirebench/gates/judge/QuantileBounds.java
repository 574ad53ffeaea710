package dev.wirebench.gates.judge;

import dev.wirebench.report.read.Quantile;
import java.util.List;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A quantile of all messages and its bounds, from order statistics (Woodruff, JASA 47, 1952): what is known of the share of
 * messages beyond it (Clopper and Pearson) says how far up or down the true quantile may be.
 *
 * <p>Messages of one stretch are not independent: they count as so many fewer (Kish's design effect, with Korn and Graubard's
 * allowance for few stretches). Unanswered messages are above everything. Immutable.
 */
final class QuantileBounds {

    /** In units of 1 - q: where the gate asks for p99, a stall of a fifth of a slot. */
    private static final double STALLED_SHARE = 20;

    /** Of fewer, the variance would be a guess. */
    private static final int FEWEST_GROUPS = 6;

    private final List<SlotSample> stretches;
    private final SlotSample all;
    private final double share;
    private final long estimate;
    private final double designEffect;

    /** @param percentile above 0, below 100 */
    QuantileBounds(List<SlotSample> stretches, double percentile) {
        this.stretches = stretches;
        this.all = SlotSample.sum(stretches);
        this.share = 1 - percentile / 100;
        this.estimate = all.at(percentile).upperNs();
        this.designEffect = largestDesignEffect();
    }

    /** With the messages that were never answered at infinity. */
    long estimate() {
        return estimate;
    }

    /** How many messages tell as much as one that is independent of the others. */
    double designEffect() {
        return designEffect;
    }

    /** The largest of the stretches one by one, two by two, four by four, ...: neighbours share what changes slowly. */
    private double largestDesignEffect() {
        double largest = 1;
        for (int joined = 1; stretches.size() / joined >= FEWEST_GROUPS; joined *= 2) {
            largest = Math.max(largest, designEffect(joined));
        }
        return largest;
    }

    private double designEffect(int joined) {
        long count = all.count();
        // Where nothing lies above the estimate, what lies at it is what comes in clusters.
        long border = all.countAbove(estimate) > 0 ? estimate : estimate - 1;
        double above = all.countAbove(border) / (double) count;
        double squares = 0;
        int groups = 0;
        for (int from = 0; from < stretches.size(); from += joined) {
            double residual = 0;
            for (SlotSample stretch : stretches.subList(from, Math.min(stretches.size(), from + joined))) {
                residual += stretch.countAbove(border) - above * stretch.count();
            }
            squares += residual * residual;
            groups++;
        }
        double clustered = squares * groups / (groups - 1) / count / count;
        double binomial = above * (1 - above) / count;
        return binomial > 0 ? clustered / binomial : 1;
    }

    /** The quantile is below this with a probability of at most alpha. */
    long lower(double alpha) {
        double count = effective(alpha);
        double shareAbove =
                BetaDistribution.of(share * count + 1, (1 - share) * count).inverseSurvivalProbability(alpha);
        return above(messages(shareAbove));
    }

    /**
     * The quantile is above this with a probability of at most alpha, even if one stretch more were as a stall would make it;
     * {@link Quantile#INFINITE} where there are too few messages or stretches to say.
     */
    long upper(double alpha) {
        double stalled = Math.min(1, STALLED_SHARE * share);
        double allowed = share - (stalled - share) / stretches.size();
        if (allowed <= 0) {
            return Quantile.INFINITE;
        }
        double count = effective(alpha);
        double shareAbove =
                BetaDistribution.of(allowed * count, (1 - allowed) * count + 1).inverseCumulativeProbability(alpha);
        // The largest value bounds nothing.
        return messages(shareAbove) < 1 ? Quantile.INFINITE : above(messages(shareAbove));
    }

    private long messages(double share) {
        return (long) (share * all.count());
    }

    /** The value above which there are so many messages. */
    private long above(long messages) {
        return all.atRank(Math.max(1, all.count() - messages)).upperNs();
    }

    /** How many independent messages would tell as much. */
    private double effective(double alpha) {
        double z = Differences.quantile(1 - alpha);
        double t = TDistribution.of(stretches.size() - 1.0).inverseSurvivalProbability(alpha);
        return all.count() / designEffect * (z / t) * (z / t);
    }
}
