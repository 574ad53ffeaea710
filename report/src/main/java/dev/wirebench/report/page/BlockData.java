package dev.wirebench.report.page;

import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.Interference;
import dev.wirebench.report.read.BlockQuantiles;
import dev.wirebench.report.read.Quantile;
import dev.wirebench.report.read.Series;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What the page knows of a block; null where it is unknown, or where a percentile is only known to be above a bound.
 * Immutable.
 *
 * @param start ms since the epoch
 * @param length in ms
 * @param throughput good answers per second
 * @param longestPause in ns, as the three after it
 */
record BlockData(
        long start,
        long length,
        Long p50,
        Long p99,
        Double throughput,
        Long longestPause,
        Long pauses,
        Long gc,
        Long compilation) {

    static List<BlockData> of(Series series) {
        List<Block> blocks = series.record().blocks();
        return IntStream.range(0, blocks.size())
                .mapToObj(i -> of(
                        blocks.get(i),
                        series.blocks().stream()
                                .filter(block -> block.block() == i)
                                .findFirst()))
                .toList();
    }

    private static BlockData of(Block block, Optional<BlockQuantiles> quantiles) {
        Interference around = block.surroundings();
        OptionalDouble throughput = block.throughputPerSecond();
        return new BlockData(
                block.startedAt().toEpochMilli(),
                block.elapsedNs() / 1_000_000,
                exact(quantiles.flatMap(BlockQuantiles::p50)),
                exact(quantiles.flatMap(BlockQuantiles::p99)),
                throughput.isPresent() ? throughput.getAsDouble() : null,
                known(around.longestPauseNs()),
                known(around.pausesNs()),
                known(around.gcNs()),
                known(around.compilationNs()));
    }

    private static Long exact(Optional<Quantile> quantile) {
        return quantile.filter(each -> each.upperNs() != Quantile.INFINITE)
                .map(Quantile::lowerNs)
                .orElse(null);
    }

    private static Long known(long value) {
        return value == Interference.UNKNOWN ? null : value;
    }
}
