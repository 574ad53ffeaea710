package dev.wirebench.report.read;

import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Scalar;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.Calibration;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.ResourceUsage;
import dev.wirebench.model.record.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongBinaryOperator;
import java.util.function.ToLongFunction;

/**
 * Finds the value of every {@link Scalar} in the record of some blocks. Immutable.
 *
 * <p>What was not measured, or is unknown of one block, is empty, never 0. Everything per message is per answered message.
 *
 * @param calibration of the NIO generator, where its run has one
 */
public record MetricReader(CellRecord record, Optional<Calibration> calibration) {

    /** The same in all records of evidence. */
    private static final long UNKNOWN = ResourceUsage.UNKNOWN;

    public static MetricReader of(CellRecord record) {
        return new MetricReader(record, Optional.empty());
    }

    /** In the unit of the metric's dimension. */
    public OptionalDouble value(Scalar metric) {
        Traffic traffic = record.traffic();
        ResourceUsage usage = record.usage();
        return switch (metric) {
            case THROUGHPUT -> record.throughputPerSecond();
            case CALIBRATED_SHARE -> calibratedShare();
            case BYTES_UP -> bytesPerMessage(traffic.messageBytesUp(), traffic.connectionBytesUp());
            case BYTES_DOWN -> bytesPerMessage(traffic.messageBytesDown(), traffic.connectionBytesDown());
            case CONNECTION_BYTES_UP -> divided(traffic.connectionBytesUp(), traffic.connections());
            case CONNECTION_BYTES_DOWN -> divided(traffic.connectionBytesDown(), traffic.connections());
            case TARGET_CPU -> divided(usage.targetCpuNs(), record.counts().answered());
            case GENERATOR_CPU ->
                divided(usage.generatorCpuNs(), record.counts().answered());
            case TARGET_MEMORY -> divided(usage.targetRssBytes(), 1);
            case MEMORY_PER_CONNECTION ->
                divided(usage.targetRssBytes(), record.load().connections());
            case FAILED -> OptionalDouble.of(unanswered());
            case ERROR_RATE -> divided(unanswered(), record.countsWithSetAside().intended());
            case WORKER_BUSY -> share(sum(block -> block.workers().busyNs()));
            case RUN_QUEUE_WAIT -> share(sum(block -> block.workers().runWaitNs()));
            case GENERATOR_CORES -> share(usage.generatorCpuNs());
            case TARGET_CORES -> share(usage.targetCpuNs());
            case LONGEST_PAUSE -> joined(block -> block.surroundings().longestPauseNs(), Math::max);
            case PAUSES -> share(sum(block -> block.surroundings().pausesNs()));
            case GC -> sum(block -> block.surroundings().gcNs());
            case COMPILATION -> sum(block -> block.surroundings().compilationNs());
            case LISTEN_OVERFLOWS -> sum(block -> block.surroundings().listenOverflows());
            case RETRANSMITS -> sum(block -> block.surroundings().segmentsRetransmitted());
            case REFUSALS -> sum(block -> block.workers().refusals());
            case QUEUED -> sum(block -> block.workers().queuedForConnection());
            case DESCRIPTORS_LEFT -> joined(block -> block.surroundings().fileDescriptorsLeft(), Math::min);
            case TARGET_RESTARTS -> sum(block -> block.surroundings().targetRestarts());
        };
    }

    /** TCP segments sent by this machine, of which {@link Scalar#RETRANSMITS} were sent again. */
    OptionalDouble segmentsSent() {
        return sum(block -> block.surroundings().segmentsSent());
    }

    /** Of a closed load's throughput, in what the NIO generator reaches against a target that does nothing else. */
    private OptionalDouble calibratedShare() {
        OptionalDouble throughput = record.throughputPerSecond();
        boolean isComparable = record.load() instanceof Load.Closed && record.instrument() == Instrument.NIO;
        return isComparable && calibration.isPresent() && throughput.isPresent()
                ? OptionalDouble.of(throughput.getAsDouble() / calibration.get().ratePerSecond())
                : OptionalDouble.empty();
    }

    /**
     * Of a long cell message bytes only, else with each message's share of its connection's bytes. No message is answered
     * without a byte, so no bytes at all means that nobody counted them.
     */
    private OptionalDouble bytesPerMessage(long messageBytes, long connectionBytes) {
        Traffic traffic = record.traffic();
        boolean isCounted = traffic.messageBytesUp() + traffic.messageBytesDown() > 0;
        long bytes = messageBytes + (record.cell().isLong() ? 0 : connectionBytes);
        return divided(isCounted ? bytes : UNKNOWN, record.counts().answered());
    }

    /** Of what was set aside too: a failure is the target's, whatever the generator did meanwhile. */
    private long unanswered() {
        return record.countsWithSetAside().intended()
                - record.countsWithSetAside().answered();
    }

    private OptionalDouble sum(ToLongFunction<Block> part) {
        return joined(part, Long::sum);
    }

    private OptionalDouble joined(ToLongFunction<Block> part, LongBinaryOperator both) {
        List<Block> blocks = record.blocks();
        boolean isKnown = blocks.stream().mapToLong(part).noneMatch(value -> value == UNKNOWN);
        return isKnown
                ? OptionalDouble.of(blocks.stream().mapToLong(part).reduce(both).orElseThrow())
                : OptionalDouble.empty();
    }

    private OptionalDouble share(OptionalDouble ns) {
        return ns.isPresent() ? share((long) ns.getAsDouble()) : ns;
    }

    /** Of the blocks' time; processors' worth of it, where several run at once. */
    private OptionalDouble share(long ns) {
        return divided(ns, record.elapsedNs());
    }

    private static OptionalDouble divided(long value, long by) {
        return value == UNKNOWN || by <= 0 ? OptionalDouble.empty() : OptionalDouble.of((double) value / by);
    }
}
