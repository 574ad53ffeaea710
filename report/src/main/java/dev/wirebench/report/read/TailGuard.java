package dev.wirebench.report.read;

import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.CellRecord;
import java.util.Optional;

/**
 * Says which percentiles above p99 are no more than upper bounds, because the generator's own lateness is a large part of
 * them. What lies up to p99 is what the run's verdict is about. Immutable.
 */
final class TailGuard {

    private static final double ALL = 100;

    private final CellRecord record;
    private final Distributions distributions;

    TailGuard(CellRecord record, Distributions distributions) {
        this.record = record;
        this.distributions = distributions;
    }

    /**
     * The bounds between which a percentile truly lies; empty where it is as it was measured, or only known to be at least
     * that.
     */
    Optional<Quantile> bounds(Measure measure, double percentile) {
        boolean isAsked =
                percentile > GeneratorLag.PERCENTILE && (measure == Measure.RESPONSE || measure == Measure.SERVICE);
        if (!isAsked) {
            return Optional.empty();
        }
        double latenessNs = Math.max(
                measure == Measure.RESPONSE ? lagNs(Measure.GENERATOR_LAG, percentile) : 0, readingNs(percentile));
        return distributions
                .of(measure)
                .at(percentile)
                .filter(measured -> measured.upperNs() != Quantile.INFINITE)
                .filter(measured -> latenessNs > GeneratorLag.limitNs(measured.upperNs()))
                .map(measured -> new Quantile((long) Math.max(0, measured.lowerNs() - latenessNs), measured.upperNs()));
    }

    /** Where the kernel does not stamp arrivals, an answer may have come at the beginning of the longest pause. */
    private double readingNs(double percentile) {
        return distributions.of(Measure.RECEIVE_LAG).count() > 0
                ? lagNs(Measure.RECEIVE_LAG, percentile)
                : pauseNs(percentile);
    }

    /** 0 where pauses struck so little of the time that they cannot have made this percentile. */
    private double pauseNs(double percentile) {
        long pausesNs = record.blocks().stream()
                .mapToLong(block -> Math.max(0, block.surroundings().pausesNs()))
                .sum();
        boolean reaches = percentile == ALL || pausesNs > (1 - percentile / ALL) * record.elapsedNs();
        return reaches
                ? record.blocks().stream()
                        .map(Block::surroundings)
                        .mapToLong(seen -> Math.max(0, seen.longestPauseNs()))
                        .max()
                        .orElse(0)
                : 0;
    }

    private double lagNs(Measure measure, double percentile) {
        return distributions.of(measure).at(percentile).map(Quantile::lowerNs).orElse(0L);
    }
}
