package dev.wirebench.gates.judge;

import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.plan.Scalar;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.report.read.MetricReader;
import java.util.List;
import java.util.Map;

/**
 * One block of a series as gates see it. Immutable.
 *
 * @param samples of each measure that a gate asks about
 * @param stretches the same by the interval; empty where nobody needs them
 * @param setAside blocks of the series that were measured again; the first slot of a series holds all of them
 */
record Slot(
        CellKey key,
        Block block,
        Map<Measure, SlotSample> samples,
        List<Map<Measure, SlotSample>> stretches,
        List<Block> setAside) {

    Slot {
        samples = Map.copyOf(samples);
        stretches = List.copyOf(stretches);
        setAside = List.copyOf(setAside);
    }

    Slot with(List<Block> aside) {
        return new Slot(key, block, samples, stretches, aside);
    }

    /** In the unit of the metric; {@link Span#UNKNOWN} where nothing was measured. */
    Span value(Metric metric) {
        if (metric instanceof Scalar scalar) {
            return Span.exactly(
                    MetricReader.of(CellRecord.of(key, block)).value(scalar).orElse(Double.NaN));
        }
        Percentile percentile = (Percentile) metric;
        SlotSample sample = samples.getOrDefault(percentile.measure(), SlotSample.NONE);
        return sample.count() == 0 ? Span.UNKNOWN : Span.of(sample.at(percentile.percentile()));
    }
}
