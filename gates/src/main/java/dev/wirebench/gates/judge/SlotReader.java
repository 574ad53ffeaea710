package dev.wirebench.gates.judge;

import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.Interval;
import dev.wirebench.report.read.Distributions;
import dev.wirebench.report.read.Quantiles;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Makes slots of a block's histograms. */
final class SlotReader {

    /** Those that gates ask about and those that say how old messages were that were never answered. */
    static final List<Measure> MEASURES = List.of(
            Measure.RESPONSE,
            Measure.SERVICE,
            Measure.CONNECT,
            Measure.HANDSHAKE,
            Measure.SEND_LAG,
            Measure.UNANSWERED);

    private static final List<Measure> ASKED =
            List.of(Measure.RESPONSE, Measure.SERVICE, Measure.CONNECT, Measure.HANDSHAKE);

    private SlotReader() {}

    /** @param record of one block */
    static Slot slot(CellRecord record, List<Map<Measure, Histogram>> intervals, boolean wantsStretches) {
        Map<Measure, Histogram> totals = new EnumMap<>(Measure.class);
        for (Measure measure : MEASURES) {
            totals.put(measure, total(intervals, measure));
        }
        Map<Measure, SlotSample> samples = samples(record, new Distributions(record, totals));
        List<Map<Measure, SlotSample>> stretches = new ArrayList<>();
        if (wantsStretches && intervals.size() > 1) {
            intervals.forEach(interval -> stretches.add(stretch(interval, samples)));
            Map<Measure, SlotSample> last = stretches.get(stretches.size() - 1);
            samples.forEach((measure, whole) -> last.merge(
                    measure,
                    SlotSample.NONE,
                    (sample, none) -> sample.withUnanswered(whole.count() - count(stretches, measure))));
        }
        return new Slot(record.key(), record.blocks().get(0), samples, stretches, List.of());
    }

    private static Map<Measure, SlotSample> samples(CellRecord record, Distributions distributions) {
        Map<Measure, SlotSample> samples = new EnumMap<>(Measure.class);
        for (Measure measure : ASKED) {
            Quantiles quantiles = distributions.of(measure);
            SlotSample sample = SlotSample.of(quantiles).withUnanswered(leftOut(record, measure, quantiles));
            if (sample.count() > 0) {
                samples.put(measure, sample);
            }
        }
        return samples;
    }

    /**
     * Messages that never came so far as to be measured: of a service time those that were never sent, and where each message
     * has a connection of its own, of its times those that got none. They count as unanswered, as failing early must not pay.
     */
    private static long leftOut(CellRecord record, Measure measure, Quantiles quantiles) {
        long intended = record.counts().intended();
        long unanswered = intended - record.counts().answered();
        boolean isOfEach = switch (measure) {
            case RESPONSE, SERVICE -> true;
            case CONNECT -> record.cell().isShort();
            default -> record.cell().isShort() && record.cell().protocol().hasHandshake();
        };
        boolean isTaken = quantiles.count() > 0 || unanswered == intended;
        return isOfEach && isTaken ? Math.min(unanswered, intended - quantiles.count()) : 0;
    }

    /** A message that was never answered is as good as any other to say that it was beyond a limit. */
    private static Map<Measure, SlotSample> stretch(Map<Measure, Histogram> interval, Map<Measure, SlotSample> block) {
        Map<Measure, SlotSample> samples = new EnumMap<>(Measure.class);
        Histogram unanswered = total(List.of(interval), Measure.UNANSWERED);
        for (Measure measure : block.keySet()) {
            Histogram known = total(List.of(interval), measure);
            boolean isOfMessages = measure == Measure.RESPONSE || measure == Measure.SERVICE;
            samples.put(measure, SlotSample.of(isOfMessages ? new Quantiles(known, unanswered) : new Quantiles(known)));
        }
        return samples;
    }

    private static long count(List<Map<Measure, SlotSample>> stretches, Measure measure) {
        return stretches.stream()
                .mapToLong(stretch -> stretch.get(measure).count())
                .sum();
    }

    private static Histogram total(List<Map<Measure, Histogram>> intervals, Measure measure) {
        Histogram total = new Histogram(Interval.HIGHEST_TRACKABLE_NS, Interval.SIGNIFICANT_DIGITS);
        for (Map<Measure, Histogram> interval : intervals) {
            if (interval.containsKey(measure)) {
                total.add(interval.get(measure));
            }
        }
        return total;
    }
}
