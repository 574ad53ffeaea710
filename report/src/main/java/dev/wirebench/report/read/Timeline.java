package dev.wirebench.report.read;

import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.Interval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * The response times of a series in the order in which they were measured. Immutable.
 *
 * @param moments consecutive intervals, joined where there would be too many to draw, never across two blocks
 * @param blocks of each block that has any value
 * @param answered the sum of all answered messages' response times
 * @param unanswered the sum of all ages at which messages were given up
 */
record Timeline(List<TimelinePoint> moments, List<BlockQuantiles> blocks, Histogram answered, Histogram unanswered) {

    /** More would not be told apart in a chart of one screen's width that shows several series. */
    static final int MAX_MOMENTS = 90;

    static Timeline read(SeriesLogs logs, CellRecord record) throws IOException {
        BlockStarts starts = new BlockStarts(record);
        // By block and start, as logs leave out blocks in which nothing of the kind ended.
        Map<Place, Stretch> intervals = new TreeMap<>();
        for (Histogram interval : logs.intervals(Measure.RESPONSE)) {
            stretch(intervals, starts, interval).answered.add(interval);
        }
        for (Histogram interval : logs.intervals(Measure.UNANSWERED)) {
            stretch(intervals, starts, interval).unanswered.add(interval);
        }
        return of(List.copyOf(intervals.values()));
    }

    private static Stretch stretch(Map<Place, Stretch> intervals, BlockStarts starts, Histogram interval) {
        return intervals.computeIfAbsent(
                new Place(starts.blockOf(interval), interval.getStartTimeStamp()),
                place -> new Stretch(place.startMs, interval.getEndTimeStamp(), place.block));
    }

    /** The clock may be set back between blocks, not within one: an interval counts from the start of its block. */
    private record Place(int block, long startMs) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparingInt(Place::block).thenComparingLong(Place::startMs);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private static Timeline of(List<Stretch> intervals) {
        int joined = Math.max(1, (intervals.size() + MAX_MOMENTS - 1) / MAX_MOMENTS);
        Stretch total = new Stretch(0, 0, 0);
        List<Stretch> blocks = new ArrayList<>();
        List<TimelinePoint> moments = new ArrayList<>();
        Stretch open = null;
        int inOpen = 0;
        for (Stretch next : intervals) {
            boolean newBlock = blocks.isEmpty() || blocks.get(blocks.size() - 1).block != next.block;
            if (newBlock) {
                blocks.add(new Stretch(next.startMs, next.endMs, next.block));
            }
            blocks.get(blocks.size() - 1).add(next);
            total.add(next);
            if (open != null && (newBlock || inOpen == joined)) {
                moments.add(open.toMoment());
                open = null;
            }
            if (open == null) {
                open = new Stretch(next.startMs, next.endMs, next.block);
                inOpen = 0;
            }
            open.add(next);
            inOpen++;
        }
        if (open != null) {
            moments.add(open.toMoment());
        }
        List<BlockQuantiles> ofBlocks = blocks.stream()
                .map(Stretch::toBlock)
                .filter(block -> block.p50().isPresent())
                .toList();
        return new Timeline(List.copyOf(moments), ofBlocks, total.answered, total.unanswered);
    }

    private static final class Stretch {
        private final long startMs;
        private final int block;
        private final Histogram answered = histogram();
        private final Histogram unanswered = histogram();
        private long endMs;

        Stretch(long startMs, long endMs, int block) {
            this.startMs = startMs;
            this.endMs = endMs;
            this.block = block;
        }

        void add(Stretch later) {
            endMs = Math.max(endMs, later.endMs);
            answered.add(later.answered);
            unanswered.add(later.unanswered);
        }

        Quantiles quantiles() {
            return new Quantiles(answered, unanswered);
        }

        TimelinePoint toMoment() {
            Quantiles quantiles = quantiles();
            return new TimelinePoint(
                    startMs, endMs, block, answered.getTotalCount(), quantiles.at(50), quantiles.at(99));
        }

        BlockQuantiles toBlock() {
            Quantiles quantiles = quantiles();
            return new BlockQuantiles(block, quantiles.at(50), quantiles.at(99));
        }

        /** Grows with what is added: hundreds of full-range histograms would not fit a small heap. */
        private static Histogram histogram() {
            Histogram histogram = new Histogram(Interval.SIGNIFICANT_DIGITS);
            histogram.setAutoResize(true);
            return histogram;
        }
    }
}
