package dev.wirebench.report.page;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.report.read.Quantile;
import dev.wirebench.report.read.Quantiles;
import dev.wirebench.report.read.Units;
import java.util.ArrayList;
import java.util.List;

/**
 * A distribution thinned to what a percentile chart can show. Immutable.
 *
 * <p>Point i stands at x = 1/(1-p) = 10^(i/{@link #POINTS_PER_DECADE}), so that 90 %, 99 % and so on are points; the
 * last one is the largest of {@code count} values and stands at x = count, from where on it is the quantile.
 *
 * @param ns lower bounds
 * @param openFrom index of the first point that is only a lower bound because its rank falls among unanswered messages;
 *     -1 without one
 * @param marks the percentiles that tables show, of {@link Percentile#CHARTED}, as text
 */
record PercentileCurve(long count, @JsonIgnore List<Long> ns, int openFrom, List<String> marks) {

    static final int POINTS_PER_DECADE = 25;
    static final int MAX_POINTS = 200;

    /** What each point adds to the one before it, in ns: a third shorter as text than the points. */
    @JsonProperty
    List<Long> steps() {
        List<Long> steps = new ArrayList<>();
        long before = 0;
        for (long each : ns) {
            steps.add(each - before);
            before = each;
        }
        return steps;
    }

    /** Null, which JSON leaves out, without any value. */
    static PercentileCurve of(Quantiles quantiles) {
        if (quantiles.count() == 0) {
            return null;
        }
        List<Long> ns = new ArrayList<>();
        int openFrom = -1;
        for (int i = 0; i < MAX_POINTS; i++) {
            double x = Math.pow(10, (double) i / POINTS_PER_DECADE);
            boolean isLast = x >= quantiles.count() || i == MAX_POINTS - 1;
            Quantile quantile = quantiles.at(isLast ? 100 : 100 * (1 - 1 / x)).orElseThrow();
            if (openFrom < 0 && quantile.upperNs() == Quantile.INFINITE) {
                openFrom = i;
            }
            ns.add(quantile.lowerNs());
            if (isLast) {
                break;
            }
        }
        return new PercentileCurve(
                quantiles.count(),
                List.copyOf(ns),
                openFrom,
                Percentile.CHARTED.stream()
                        .map(percentile -> Units.TYPESET.time(quantiles.at(percentile)))
                        .toList());
    }
}
