package dev.wirebench.report.read;

import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.record.CellRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * How each measure of some blocks is distributed, with the messages that were never answered kept as "at least their age".
 * Immutable as long as the histograms are left alone.
 */
public final class Distributions {

    private final CellRecord record;
    private final Map<Measure, Quantiles> quantiles = new EnumMap<>(Measure.class);
    private final List<String> contradictions = new ArrayList<>();

    /** @param totals in nanoseconds, one for every measure, of the blocks that the record holds */
    public Distributions(CellRecord record, Map<Measure, Histogram> totals) {
        this.record = record;
        Histogram answered = totals.get(Measure.RESPONSE);
        Histogram unanswered = totals.get(Measure.UNANSWERED).copy();
        Histogram lag = totals.get(Measure.SEND_LAG);
        Histogram service = totals.get(Measure.SERVICE);
        totals.forEach((measure, total) -> quantiles.put(measure, new Quantiles(total)));
        long withoutAnswer = record.counts().intended() - record.counts().answered();
        contradict(Measure.RESPONSE, answered, record.counts().answered());
        contradict(Measure.UNANSWERED, unanswered, withoutAnswer);
        // A message without an answer and without an age was at least 0 old.
        unanswered.recordValueWithCount(0, Math.max(0, withoutAnswer - unanswered.getTotalCount()));
        quantiles.put(Measure.RESPONSE, censored(answered, unanswered));
        quantiles.put(Measure.SERVICE, censored(service, sinceSent(unanswered, lag, service)));
    }

    public Quantiles of(Measure measure) {
        return quantiles.get(measure);
    }

    /** Where histograms and record disagree, in sentences. */
    public List<String> contradictions() {
        return List.copyOf(contradictions);
    }

    /** A measure that the instrument does not take is empty, although messages without an answer have an age. */
    private Quantiles censored(Histogram known, Histogram censored) {
        boolean taken = known.getTotalCount() > 0 || record.counts().answered() == 0;
        return taken ? new Quantiles(known, censored) : new Quantiles(known);
    }

    /**
     * Ages count from the intended send; since its send a message is younger by its send lag, which is at most the
     * largest one. Messages that were never sent have no service time, and are taken to be the oldest.
     */
    private static Histogram sinceSent(Histogram ages, Histogram lag, Histogram service) {
        Histogram since = ages.copy();
        since.reset();
        long sent = lag.getTotalCount() == 0
                ? ages.getTotalCount()
                : Math.max(0, lag.getTotalCount() - service.getTotalCount());
        for (HistogramIterationValue step : ages.recordedValues()) {
            long count = Math.min(sent, step.getCountAtValueIteratedTo());
            long youngestNs = ages.lowestEquivalentValue(step.getValueIteratedTo());
            since.recordValueWithCount(Math.max(0, youngestNs - lag.getMaxValue()), count);
            sent -= count;
        }
        return since;
    }

    private void contradict(Measure measure, Histogram histogram, long counted) {
        if (histogram.getTotalCount() != counted) {
            contradictions.add(
                    "The " + measure.label() + " log of " + record.key().label() + " holds "
                            + Units.PLAIN.count(histogram.getTotalCount()) + " values, but the record counts "
                            + Units.PLAIN.count(counted) + ".");
        }
    }
}
