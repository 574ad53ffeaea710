package dev.wirebench.analysis;

import dev.wirebench.model.Calibration;
import dev.wirebench.model.CellRecord;
import dev.wirebench.model.Counts;
import dev.wirebench.model.Instrument;
import dev.wirebench.model.Load;
import dev.wirebench.model.Measure;
import dev.wirebench.model.RunFolder;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/**
 * What a run says about one cell under one load as seen by one instrument. Immutable.
 *
 * <p>Whatever was not measured is empty, never 0. Everything per message is per answered message.
 */
public final class Series {

    /** From here on it is the generator that a closed load measures. */
    static final double BUSY_LIMIT = 0.95;

    private final CellRecord record;
    private final Optional<Calibration> calibration;
    private final Evidence evidence;
    private final Timeline timeline;
    private final Costs costs;
    private final Distributions distributions;

    private Series(CellRecord record, Optional<Calibration> calibration, Timeline timeline, RunFolder folder)
            throws IOException {
        this.record = record;
        this.costs = new Costs(record);
        this.calibration = calibration;
        this.evidence = Evidence.of(record);
        this.timeline = timeline;
        Map<Measure, Histogram> totals = new EnumMap<>(Measure.class);
        totals.put(Measure.RESPONSE, timeline.answered());
        totals.put(Measure.UNANSWERED, timeline.unanswered());
        for (Measure measure : Measure.values()) {
            if (!totals.containsKey(measure)) {
                totals.put(measure, folder.total(record.key(), measure));
            }
        }
        this.distributions = new Distributions(record, totals);
    }

    /** @param calibration of the NIO generator, where its run has one */
    static Series read(RunFolder folder, CellRecord record, Optional<Calibration> calibration) throws IOException {
        return new Series(record, calibration, Timeline.read(folder, record), folder);
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

    public Evidence evidence() {
        return evidence;
    }

    public Quantiles quantiles(Measure measure) {
        return distributions.of(measure);
    }

    Distributions distributions() {
        return distributions;
    }

    /** @param percentile 0 to 100 */
    public Optional<Quantile> at(Measure measure, double percentile) {
        return distributions.of(measure).at(percentile);
    }

    /**
     * The bounds of a percentile above p99 that the generator's own lateness may have made; empty where there is no such
     * doubt.
     */
    public Optional<Quantile> guarded(Measure measure, double percentile) {
        return new TailGuard(record, distributions).bounds(measure, percentile);
    }

    public List<Moment> moments() {
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

    public OptionalDouble throughputPerSecond() {
        return costs.throughputPerSecond();
    }

    public boolean isOpen() {
        return record.load() instanceof Load.Open;
    }

    /** Whether a closed load was as much as the generator could do, so that the target may be able to do more. */
    public boolean isGeneratorTheLimit() {
        OptionalDouble busy = evidence.busyShare();
        return !isOpen() && busy.isPresent() && busy.getAsDouble() >= BUSY_LIMIT;
    }

    /** Of a closed load's throughput, in what the NIO generator reaches against a target that does nothing else. */
    public OptionalDouble calibratedShare() {
        OptionalDouble throughput = throughputPerSecond();
        boolean isComparable = !isOpen() && record.instrument() == Instrument.NIO && throughput.isPresent();
        return isComparable && calibration.isPresent()
                ? OptionalDouble.of(throughput.getAsDouble() / calibration.get().ratePerSecond())
                : OptionalDouble.empty();
    }

    public OptionalDouble bytesUpPerMessage() {
        return costs.bytesUpPerMessage();
    }

    public OptionalDouble bytesDownPerMessage() {
        return costs.bytesDownPerMessage();
    }

    public OptionalDouble bytesUpPerConnection() {
        return costs.bytesUpPerConnection();
    }

    public OptionalDouble bytesDownPerConnection() {
        return costs.bytesDownPerConnection();
    }

    public OptionalDouble targetCpuNsPerMessage() {
        return costs.targetCpuNsPerMessage();
    }

    public OptionalDouble generatorCpuNsPerMessage() {
        return costs.generatorCpuNsPerMessage();
    }

    public OptionalDouble targetRssBytes() {
        return costs.targetRssBytes();
    }

    /** Whether its connections shake hands before the first message. */
    public boolean hasHandshake() {
        return record.cell().protocol().hasHandshake();
    }
}
