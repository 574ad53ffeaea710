package dev.wirebench.report.read;

import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.plan.Scalar;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.Calibration;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.RunFolder;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/** What a run says about one cell under one load as seen by one instrument. Immutable. */
public final class Series {

    /** From here on it is the generator that a closed load measures. */
    public static final double BUSY_LIMIT = 0.95;

    private final CellRecord record;
    private final MetricReader reader;
    private final Timeline timeline;
    private final Distributions distributions;

    private Series(CellRecord record, MetricReader reader, Timeline timeline, SeriesLogs logs) throws IOException {
        this.record = record;
        this.reader = reader;
        this.timeline = timeline;
        Map<Measure, Histogram> totals = new EnumMap<>(Measure.class);
        totals.put(Measure.RESPONSE, timeline.answered());
        totals.put(Measure.UNANSWERED, timeline.unanswered());
        for (Measure measure : Measure.values()) {
            if (!totals.containsKey(measure)) {
                totals.put(measure, logs.total(measure));
                logs.forget(measure);
            }
        }
        this.distributions = new Distributions(record, totals);
    }

    static Series read(RunFolder folder, CellRecord record, Optional<Calibration> calibration) throws IOException {
        return read(new SeriesLogs(folder, record.key()), record, calibration);
    }

    /** @param calibration of the NIO generator, where its run has one */
    static Series read(SeriesLogs logs, CellRecord record, Optional<Calibration> calibration) throws IOException {
        Timeline timeline = Timeline.read(logs, record);
        logs.forget(Measure.RESPONSE);
        logs.forget(Measure.UNANSWERED);
        return new Series(record, new MetricReader(record, calibration), timeline, logs);
    }

    public CellRecord record() {
        return record;
    }

    public Counts counts() {
        return record.counts();
    }

    /** Whether messages were sent and not one of them got a good answer. */
    public boolean isUnanswered() {
        return counts().intended() > 0 && counts().answered() == 0;
    }

    /** In the unit of the metric's dimension, of a percentile its lower bound; empty where nothing was measured. */
    public OptionalDouble value(Metric metric) {
        if (metric instanceof Scalar scalar) {
            return reader.value(scalar);
        }
        Optional<Quantile> quantile = at((Percentile) metric);
        return quantile.isPresent() ? OptionalDouble.of(quantile.get().lowerNs()) : OptionalDouble.empty();
    }

    /** The same, but of a percentile its upper bound, and empty where messages without an answer leave it open. */
    public OptionalDouble finite(Metric metric) {
        return metric instanceof Percentile percentile ? finite(at(percentile)) : value(metric);
    }

    private static OptionalDouble finite(Optional<Quantile> quantile) {
        return quantile.isPresent() && !quantile.get().isOpen()
                ? OptionalDouble.of(quantile.get().upperNs())
                : OptionalDouble.empty();
    }

    /** p50, p99 or throughput of each block; empty where a block has none of its own, or only a bound. */
    public double[] blockValues(Metric metric) {
        List<OptionalDouble> values = metric instanceof Percentile percentile
                ? timeline.blocks().stream()
                        .map(block -> percentile.equals(Percentile.P50) ? block.p50() : block.p99())
                        .map(quantile -> quantile.filter(each -> !each.isOpen())
                                .map(each -> OptionalDouble.of(each.lowerNs()))
                                .orElse(OptionalDouble.empty()))
                        .toList()
                : record.blocks().stream().map(Block::throughputPerSecond).toList();
        boolean isKnown =
                values.size() == record.blocks().size() && values.stream().allMatch(value -> value.orElse(0) > 0);
        return isKnown
                ? values.stream().mapToDouble(OptionalDouble::getAsDouble).toArray()
                : new double[0];
    }

    /** The value with its unit, marked where it is a bound; {@link Units#MISSING} where there is none. */
    public String text(Metric metric, Units units) {
        if (metric instanceof Percentile percentile) {
            return guarded(percentile)
                    .map(bounds -> units.atMost() + units.time(bounds.upperNs()))
                    .orElseGet(() -> units.time(at(percentile)));
        }
        String text = Units.text(value(metric), value -> units.of(metric.dimension(), value));
        if (metric == Scalar.THROUGHPUT && isGeneratorTheLimit()) {
            return units.atLeast() + text;
        }
        boolean isShareKnown = metric == Scalar.RETRANSMITS
                && value(metric).isPresent()
                && reader.segmentsSent().isPresent();
        return isShareKnown
                ? text + " of " + units.count((long) reader.segmentsSent().getAsDouble())
                : text;
    }

    /** A percentile counted from the send and from the intended send, between which the generator's lateness lies. */
    public String bounds(double percentile, Units units) {
        return "[" + text(new Percentile(Measure.SERVICE, percentile), units) + ", "
                + text(new Percentile(Measure.RESPONSE, percentile), units) + "]";
    }

    /** Share of the TCP segments that were sent again; 0 where it is not known. */
    public double resentShare() {
        double sent = reader.segmentsSent().orElse(0);
        return sent > 0 ? value(Scalar.RETRANSMITS).orElse(0) / sent : 0;
    }

    public Quantiles quantiles(Measure measure) {
        return distributions.of(measure);
    }

    Distributions distributions() {
        return distributions;
    }

    public Optional<Quantile> at(Percentile percentile) {
        return at(percentile.measure(), percentile.percentile());
    }

    /** @param percentile 0 to 100 */
    public Optional<Quantile> at(Measure measure, double percentile) {
        return distributions.of(measure).at(percentile);
    }

    /**
     * The bounds of a percentile above p99 that the generator's own lateness may have made; empty where there is no such
     * doubt.
     */
    public Optional<Quantile> guarded(Percentile percentile) {
        return new TailGuard(record, distributions).bounds(percentile.measure(), percentile.percentile());
    }

    public List<TimelinePoint> moments() {
        return timeline.moments();
    }

    /** p50 of the response time of each block. */
    public List<Quantile> blockMedians() {
        return timeline.blocks().stream().flatMap(block -> block.p50().stream()).toList();
    }

    /** Of each block that has any value. */
    public List<BlockQuantiles> blocks() {
        return timeline.blocks();
    }

    /** Where logs and record disagree, in sentences. */
    public List<String> contradictions() {
        return distributions.contradictions();
    }

    public boolean isOpen() {
        return record.load() instanceof Load.Open;
    }

    /** Whether a closed load was as much as the generator could do, so that the target may be able to do more. */
    public boolean isGeneratorTheLimit() {
        return !isOpen() && value(Scalar.WORKER_BUSY).orElse(0) >= BUSY_LIMIT;
    }

    /** Whether its connections shake hands before the first message. */
    public boolean hasHandshake() {
        return record.cell().protocol().hasHandshake();
    }
}
