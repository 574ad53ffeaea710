package dev.wirebench.analysis;

import dev.wirebench.model.Block;
import dev.wirebench.model.CellRecord;
import dev.wirebench.model.Surroundings;
import dev.wirebench.model.Usage;
import dev.wirebench.model.Workers;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongBinaryOperator;
import java.util.function.ToLongFunction;

/**
 * What all blocks of a series together say about the generator, the target's process and the machine: sums, the longest
 * pause and the fewest file descriptors left. What is unknown of one block is unknown. Immutable.
 */
public record Evidence(long elapsedNs, Usage usage, Workers workers, Surroundings surroundings) {

    /** What a verdict rests on, in reading order. */
    public static final List<Figure> FIGURES = List.of(
            Figure.GENERATOR_LAG_P99,
            Figure.SEND_LAG_P99,
            Figure.RECEIVE_LAG_P99,
            Figure.WORKER_BUSY,
            Figure.RUN_QUEUE_WAIT,
            Figure.GENERATOR_CORES,
            Figure.TARGET_CORES,
            Figure.LONGEST_PAUSE,
            Figure.PAUSES,
            Figure.GC,
            Figure.COMPILATION,
            Figure.LISTEN_OVERFLOWS,
            Figure.RETRANSMITS,
            Figure.REFUSALS,
            Figure.QUEUED,
            Figure.DESCRIPTORS_LEFT,
            Figure.TARGET_RESTARTS);

    /** The same in all three records. */
    private static final long UNKNOWN = Workers.UNKNOWN;

    static Evidence of(CellRecord record) {
        List<Block> blocks = record.blocks();
        Workers workers = new Workers(
                joined(blocks, block -> block.workers().busyNs(), Long::sum),
                joined(blocks, block -> block.workers().runWaitNs(), Long::sum),
                joined(blocks, block -> block.workers().refusals(), Long::sum),
                joined(blocks, block -> block.workers().queuedForConnection(), Long::sum));
        Surroundings surroundings = new Surroundings(
                joined(blocks, block -> block.surroundings().longestPauseNs(), Math::max),
                joined(blocks, block -> block.surroundings().pausesNs(), Long::sum),
                joined(blocks, block -> block.surroundings().gcNs(), Long::sum),
                joined(blocks, block -> block.surroundings().compilationNs(), Long::sum),
                joined(blocks, block -> block.surroundings().listenOverflows(), Long::sum),
                joined(blocks, block -> block.surroundings().segmentsRetransmitted(), Long::sum),
                joined(blocks, block -> block.surroundings().segmentsSent(), Long::sum),
                joined(blocks, block -> block.surroundings().fileDescriptorsLeft(), Math::min),
                joined(blocks, block -> block.surroundings().targetRestarts(), Long::sum));
        return new Evidence(record.elapsedNs(), record.usage(), workers, surroundings);
    }

    private static long joined(List<Block> blocks, ToLongFunction<Block> part, LongBinaryOperator both) {
        return blocks.stream()
                .mapToLong(part)
                .reduce((a, b) -> a == UNKNOWN || b == UNKNOWN ? UNKNOWN : both.applyAsLong(a, b))
                .orElse(UNKNOWN);
    }

    /** Of each block's busiest worker. */
    OptionalDouble busyShare() {
        return perElapsed(workers.busyNs());
    }

    /** Of each block's worst-served worker. */
    OptionalDouble runQueueWaitShare() {
        return perElapsed(workers.runWaitNs());
    }

    OptionalDouble pausesShare() {
        return perElapsed(surroundings.pausesNs());
    }

    /** Processors' worth of time that the generator's process used. */
    OptionalDouble generatorCores() {
        return perElapsed(usage.generatorCpuNs());
    }

    OptionalDouble targetCores() {
        return perElapsed(usage.targetCpuNs());
    }

    /** One of the whole numbers; empty where it is unknown. */
    static OptionalDouble known(long value) {
        return value == UNKNOWN ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private OptionalDouble perElapsed(long ns) {
        return ns == UNKNOWN || elapsedNs == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) ns / elapsedNs);
    }
}
