package dev.wirebench.analysis.gate;

import dev.wirebench.analysis.Quantile;
import dev.wirebench.analysis.Quantiles;
import java.util.List;

/**
 * The values of a measure in one stretch of a run, with those that are only known to be at least so large. Immutable.
 *
 * @param known of the messages of which the value is known
 * @param all those and, of every other message, the least that it can have been
 */
record Sample(Tally known, Tally all) {

    static final Sample NONE = new Sample(Tally.NONE, Tally.NONE);

    static Sample of(Quantiles quantiles) {
        Tally known = Tally.of(quantiles.known());
        return new Sample(known, quantiles.known() == quantiles.all() ? known : Tally.of(quantiles.all()));
    }

    static Sample sum(List<Sample> parts) {
        Tally known = Tally.sum(parts.stream().map(Sample::known).toList());
        boolean isWhole = parts.stream().allMatch(part -> part.known.count() == part.all.count());
        return new Sample(
                known,
                isWhole ? known : Tally.sum(parts.stream().map(Sample::all).toList()));
    }

    /** With further messages of which not even the age is known. */
    Sample withUnanswered(long messages) {
        return messages <= 0
                ? this
                : new Sample(known, Tally.sum(List.of(all, Tally.of(new long[] {0}, new long[] {messages}))));
    }

    /** With every message that was not answered as if it had been at its age. */
    Sample aged() {
        return new Sample(all, all);
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
