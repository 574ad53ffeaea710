package dev.wirebench.analysis;

import dev.wirebench.model.Calibration;
import dev.wirebench.model.CellRecord;
import dev.wirebench.model.Counts;
import dev.wirebench.model.Instrument;
import dev.wirebench.model.Load;
import dev.wirebench.model.Measure;
import dev.wirebench.model.Protocol;
import dev.wirebench.model.RunFolder;
import dev.wirebench.model.Traffic;
import dev.wirebench.model.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

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
    private final Map<Measure, Quantiles> quantiles = new EnumMap<>(Measure.class);
    private final List<String> contradictions = new ArrayList<>();

    private Series(CellRecord record, Optional<Calibration> calibration, Timeline timeline, RunFolder folder)
            throws IOException {
        this.record = record;
        this.calibration = calibration;
        this.evidence = Evidence.of(record);
        this.timeline = timeline;
        Histogram lag = folder.total(record.key(), Measure.SEND_LAG);
        Histogram service = folder.total(record.key(), Measure.SERVICE);
        Histogram unanswered = timeline.unanswered().copy();
        long withoutAnswer = record.counts().intended() - record.counts().answered();
        contradict(Measure.RESPONSE, timeline.answered(), record.counts().answered());
        contradict(Measure.UNANSWERED, unanswered, withoutAnswer);
        // A message without an answer and without an age was at least 0 old.
        unanswered.recordValueWithCount(0, Math.max(0, withoutAnswer - unanswered.getTotalCount()));

        quantiles.put(Measure.SEND_LAG, new Quantiles(lag));
        for (Measure measure : List.of(Measure.GENERATOR_LAG, Measure.CONNECT, Measure.HANDSHAKE, Measure.UNANSWERED)) {
            quantiles.put(measure, new Quantiles(folder.total(record.key(), measure)));
        }
        quantiles.put(Measure.RESPONSE, censored(timeline.answered(), unanswered));
        quantiles.put(Measure.SERVICE, censored(service, sinceSent(unanswered, lag, service)));
    }

    /** @param calibration of the NIO generator, where its run has one */
    static Series read(RunFolder folder, CellRecord record, Optional<Calibration> calibration) throws IOException {
        return new Series(record, calibration, Timeline.read(folder, record), folder);
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

    public CellRecord record() {
        return record;
    }

    public Counts counts() {
        return record.counts();
    }

    public Evidence evidence() {
        return evidence;
    }

    public Quantiles quantiles(Measure measure) {
        return quantiles.get(measure);
    }

    /** @param percentile 0 to 100 */
    public Optional<Quantile> at(Measure measure, double percentile) {
        return quantiles.get(measure).at(percentile);
    }

    public List<Moment> moments() {
        return timeline.moments();
    }

    /** p50 of the response time of each block. */
    public List<Quantile> blockMedians() {
        return timeline.blockMedians();
    }

    /** Where logs and record disagree, in sentences. */
    public List<String> contradictions() {
        return List.copyOf(contradictions);
    }

    public OptionalDouble throughputPerSecond() {
        return record.elapsedNs() == 0 ? OptionalDouble.empty() : OptionalDouble.of(record.throughputPerSecond());
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

    /** Of a long cell message bytes only, else with each message's share of its connection's bytes. */
    public OptionalDouble bytesUpPerMessage() {
        Traffic t = record.traffic();
        return perMessage(t.messageBytesUp() + (record.cell().isLong() ? 0 : t.connectionBytesUp()), hasTraffic());
    }

    /** As {@link #bytesUpPerMessage}. */
    public OptionalDouble bytesDownPerMessage() {
        Traffic t = record.traffic();
        return perMessage(t.messageBytesDown() + (record.cell().isLong() ? 0 : t.connectionBytesDown()), hasTraffic());
    }

    public OptionalDouble bytesUpPerConnection() {
        return perConnection(record.traffic().connectionBytesUp());
    }

    public OptionalDouble bytesDownPerConnection() {
        return perConnection(record.traffic().connectionBytesDown());
    }

    public OptionalDouble targetCpuNsPerMessage() {
        return perMessage(record.usage().targetCpuNs(), record.usage().targetCpuNs() != Usage.UNKNOWN);
    }

    public OptionalDouble generatorCpuNsPerMessage() {
        return perMessage(record.usage().generatorCpuNs(), record.usage().generatorCpuNs() != Usage.UNKNOWN);
    }

    public OptionalDouble targetRssBytes() {
        long bytes = record.usage().targetRssBytes();
        return bytes == Usage.UNKNOWN ? OptionalDouble.empty() : OptionalDouble.of(bytes);
    }

    /** Whether its connections shake hands before the first message. */
    public boolean hasHandshake() {
        return record.cell().protocol() == Protocol.WEBSOCKET;
    }

    /** No message is answered without a byte, so no bytes at all means that nobody counted them. */
    private boolean hasTraffic() {
        return record.traffic().messageBytesUp() + record.traffic().messageBytesDown() > 0;
    }

    private OptionalDouble perMessage(long sum, boolean isMeasured) {
        long answered = counts().answered();
        return isMeasured && answered > 0 ? OptionalDouble.of((double) sum / answered) : OptionalDouble.empty();
    }

    private OptionalDouble perConnection(long sum) {
        long connections = record.traffic().connections();
        return connections > 0 ? OptionalDouble.of((double) sum / connections) : OptionalDouble.empty();
    }
}
