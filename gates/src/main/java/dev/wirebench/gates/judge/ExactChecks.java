package dev.wirebench.gates.judge;

import dev.wirebench.model.plan.GateRule.Limit;
import dev.wirebench.model.plan.GateRule.Ratio;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.plan.Scalar;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.report.read.MetricReader;
import dev.wirebench.report.read.Units;
import java.util.List;
import java.util.OptionalDouble;

/** Makes the checks that need no statistics. */
final class ExactChecks {

    private ExactChecks() {}

    static GateCheck limit(GateQuery asked, Limit limit, List<Slot> slots, int wanted) {
        CellRecord record = record(slots);
        OptionalDouble value = value(asked.metric(), record);
        if (value.isEmpty()) {
            return new Unanswerable(asked, GateFormat.missing(1, 1), false, false);
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
        String failed = GateFormat.failed(record.countsWithSetAside());
        if (metric == Scalar.FAILED) {
            return failed;
        }
        String text = value == 0 && metric == Scalar.ERROR_RATE
                ? "0 %"
                : GateFormat.unit(metric).apply(value);
        return value == 0 || metric != Scalar.ERROR_RATE
                ? text
                : text + " (" + failed + " of "
                        + Units.PLAIN.count(record.countsWithSetAside().intended()) + ")";
    }

    /** The largest value of all slots; what was never answered is above every limit. */
    static GateCheck largest(GateQuery asked, Limit limit, List<Slot> slots, int wanted) {
        Measure measure = ((Percentile) asked.metric()).measure();
        List<SlotSample> samples = slots.stream()
                .filter(slot -> slot.samples().containsKey(measure))
                .map(slot -> slot.samples().get(measure))
                .toList();
        if (samples.isEmpty()) {
            return new Unanswerable(asked, GateFormat.missing(1, 1), false, false);
        }
        var largest = SlotSample.sum(samples).at(100);
        long counted = limit.relation().isUpperLimit() ? largest.upperNs() : largest.lowerNs();
        boolean holds = limit.relation().holds(counted, limit.value());
        double value = Span.of(largest).upper();
        return new ExactCheck(asked, slots.size(), wanted, holds, value, Units.PLAIN.time(largest));
    }

    /** @param tolerance as a share of 1 */
    static GateCheck noWorse(GateQuery asked, double tolerance, List<Slot> slots, List<Slot> baseline, int wanted) {
        OptionalDouble value = value(asked.metric(), record(slots));
        OptionalDouble from = value(asked.metric(), record(baseline));
        if (value.isEmpty() || from.isEmpty()) {
            return new Unanswerable(asked, GateFormat.missing(1, 1), false, false);
        }
        double ratio = Math.exp(Differences.logRatio(value.getAsDouble(), from.getAsDouble()));
        var unit = GateFormat.unit(asked.metric());
        String text = GateFormat.change(ratio) + ": " + unit.apply(value.getAsDouble()) + " after "
                + unit.apply(from.getAsDouble());
        int available = Math.min(slots.size(), baseline.size());
        return new ExactCheck(asked, available, wanted, ratio <= 1 + tolerance, ratio - 1, text);
    }

    static GateCheck ratio(GateQuery asked, Ratio ratio, List<Slot> slots, List<Slot> other, int wanted) {
        OptionalDouble value = value(asked.metric(), record(slots));
        OptionalDouble of = value(ratio.other().metric(), record(other));
        if (value.isEmpty() || of.isEmpty()) {
            return new Unanswerable(asked, GateFormat.missing(1, 1), false, false);
        }
        double actual = Math.exp(Differences.logRatio(value.getAsDouble(), of.getAsDouble()));
        boolean holds = ratio.relation().holds(value.getAsDouble(), ratio.factor() * of.getAsDouble());
        int available = Math.min(slots.size(), other.size());
        return new ExactCheck(asked, available, wanted, holds, actual - 1, GateFormat.times(actual));
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
