package dev.wirebench.gates.judge;

import dev.wirebench.report.read.Quantile;
import dev.wirebench.report.read.Quantiles;
import java.util.List;

/**
 * The values of a measure in one stretch of a run, with those that are only known to be at least so large. Immutable.
 *
 * @param known of the messages of which the value is known
 * @param all those and, of every other message, the least that it can have been
 */
record SlotSample(ValueCounts known, ValueCounts all) {

    static final SlotSample NONE = new SlotSample(ValueCounts.NONE, ValueCounts.NONE);

    static SlotSample of(Quantiles quantiles) {
        ValueCounts known = ValueCounts.of(quantiles.known());
        return new SlotSample(known, quantiles.known() == quantiles.all() ? known : ValueCounts.of(quantiles.all()));
    }

    static SlotSample sum(List<SlotSample> parts) {
        ValueCounts known =
                ValueCounts.sum(parts.stream().map(SlotSample::known).toList());
        boolean isWhole = parts.stream().allMatch(part -> part.known.count() == part.all.count());
        return new SlotSample(
                known,
                isWhole
                        ? known
                        : ValueCounts.sum(parts.stream().map(SlotSample::all).toList()));
    }

    /** With further messages of which not even the age is known. */
    SlotSample withUnanswered(long messages) {
        return messages <= 0
                ? this
                : new SlotSample(known, ValueCounts.sum(List.of(all, ValueCounts.of(new long[] {0}, new long[] {messages
                }))));
    }

    /** With every message that was not answered as if it had been at its age. */
    SlotSample aged() {
        return new SlotSample(all, all);
    }

    long count() {
        return all.count();
    }

    /** Messages above a value, those of which nothing else is known among them. */
    long countAbove(long value) {
        return count() - known.countUpTo(value);
    }

    /** @param percentile above 0 to 100 */
    Quantile at(double percentile) {
        return atRank(Quantiles.rank(percentile, count()));
    }

    /** @param rank 1 to {@link #count()} */
    Quantile atRank(long rank) {
        return new Quantile(all.atRank(rank), rank > known.count() ? Quantile.INFINITE : known.atRank(rank));
    }
}
