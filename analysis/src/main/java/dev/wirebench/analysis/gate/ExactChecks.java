package dev.wirebench.analysis.gate;

import dev.wirebench.analysis.MetricReader;
import dev.wirebench.analysis.Units;
import dev.wirebench.model.CellRecord;
import dev.wirebench.model.GateRule.Limit;
import dev.wirebench.model.GateRule.Ratio;
import dev.wirebench.model.Measure;
import dev.wirebench.model.Metric;
import dev.wirebench.model.Percentile;
import dev.wirebench.model.Scalar;
import java.util.List;
import java.util.OptionalDouble;

/** Makes the checks that need no statistics. */
final class ExactChecks {

    private ExactChecks() {}

    static Check limit(Asked asked, Limit limit, List<Slot> slots, int wanted) {
        CellRecord record = record(slots);
        OptionalDouble value = value(asked.metric(), record);
        if (value.isEmpty()) {
            return new Unanswerable(asked, Texts.missing(1, 1), false, false);
        }
        boolean holds = limit.relation().holds(value.getAsDouble(), limit.value());
        return new ExactCheck(
                asked,
                slots.size(),
                wanted,
                holds,
                value.getAsDouble(),
                text(asked.metric(), record, value.getAsDouble()));
    }

    private static String text(Metric metric, CellRecord record, double value) {
        String failed = Texts.failed(record.countsWithSetAside());
        if (metric == Scalar.FAILED) {
            return failed;
        }
        String text = value == 0 && metric == Scalar.ERROR_RATE
                ? "0 %"
                : Texts.unit(metric).apply(value);
        return value == 0 || metric != Scalar.ERROR_RATE
                ? text
                : text + " (" + failed + " of "
                        + Units.PLAIN.count(record.countsWithSetAside().intended()) + ")";
    }

    /** The largest value of all slots; what was never answered is above every limit. */
    static Check largest(Asked asked, Limit limit, List<Slot> slots, int wanted) {
        Measure measure = ((Percentile) asked.metric()).measure();
        List<Sample> samples = slots.stream()
                .filter(slot -> slot.samples().containsKey(measure))
                .map(slot -> slot.samples().get(measure))
                .toList();
        if (samples.isEmpty()) {
            return new Unanswerable(asked, Texts.missing(1, 1), false, false);
        }
        var largest = Sample.sum(samples).at(100);
        long counted = limit.relation().isUpperLimit() ? largest.upperNs() : largest.lowerNs();
        boolean holds = limit.relation().holds(counted, limit.value());
        double value = Span.of(largest).upper();
        return new ExactCheck(asked, slots.size(), wanted, holds, value, Units.PLAIN.time(largest));
    }

    /** @param tolerance as a share of 1 */
    static Check noWorse(Asked asked, double tolerance, List<Slot> slots, List<Slot> baseline, int wanted) {
        OptionalDouble value = value(asked.metric(), record(slots));
        OptionalDouble from = value(asked.metric(), record(baseline));
        if (value.isEmpty() || from.isEmpty()) {
            return new Unanswerable(asked, Texts.missing(1, 1), false, false);
        }
        double ratio = Math.exp(Differences.logRatio(value.getAsDouble(), from.getAsDouble()));
        var unit = Texts.unit(asked.metric());
        String text = Texts.change(ratio) + ": " + unit.apply(value.getAsDouble()) + " after "
                + unit.apply(from.getAsDouble());
        int available = Math.min(slots.size(), baseline.size());
        return new ExactCheck(asked, available, wanted, ratio <= 1 + tolerance, ratio - 1, text);
    }

    static Check ratio(Asked asked, Ratio ratio, List<Slot> slots, List<Slot> other, int wanted) {
        OptionalDouble value = value(asked.metric(), record(slots));
        OptionalDouble of = value(ratio.other().metric(), record(other));
        if (value.isEmpty() || of.isEmpty()) {
            return new Unanswerable(asked, Texts.missing(1, 1), false, false);
        }
        double actual = Math.exp(Differences.logRatio(value.getAsDouble(), of.getAsDouble()));
        boolean holds = ratio.relation().holds(value.getAsDouble(), ratio.factor() * of.getAsDouble());
        int available = Math.min(slots.size(), other.size());
        return new ExactCheck(asked, available, wanted, holds, actual - 1, Texts.times(actual));
    }

    private static OptionalDouble value(Metric metric, CellRecord record) {
        return MetricReader.of(record).value((Scalar) metric);
    }

    private static CellRecord record(List<Slot> slots) {
        var key = slots.get(0).key();
        return new CellRecord(
                key.cell(),
                key.load(),
                key.instrument(),
                slots.stream().map(Slot::block).toList(),
                slots.stream().flatMap(slot -> slot.setAside().stream()).toList());
    }
}
