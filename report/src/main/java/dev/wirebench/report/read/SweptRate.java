package dev.wirebench.report.read;

import dev.wirebench.model.plan.GateRule;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.record.CellRecord;
import java.util.Optional;

/** One rate of a sweep, judged by all its blocks together. Immutable. */
public record SweptRate(Series series, Standing standing) {

    /** What a rate has come to. */
    public enum Standing {
        /** The limit held, with whatever the generator added to it. */
        KEPT,
        /** It did not, and the generator was in time at sending and at reading. */
        BROKEN,
        /** It did not, and the generator was late itself, so that nothing is known of the target. */
        GENERATOR_LIMITED
    }

    static SweptRate of(Series series, GateRule.Limit limit) {
        return new SweptRate(series, standing(series.record(), series.distributions(), limit));
    }

    public double ratePerSecond() {
        return ((Load.Open) series.record().load()).ratePerSecond();
    }

    /** @param record of all blocks at the rate, and {@code distributions} of what they measured */
    public static Standing standing(CellRecord record, Distributions distributions, GateRule.Limit limit) {
        Percentile metric = (Percentile) limit.subject().metric();
        Optional<Quantile> value = distributions.of(metric.measure()).at(metric.percentile());
        if (value.isPresent() && limit.relation().holds(value.get().upperNs(), limit.value())) {
            return Standing.KEPT;
        }
        return isGeneratorLate(record, distributions) ? Standing.GENERATOR_LIMITED : Standing.BROKEN;
    }

    private static boolean isGeneratorLate(CellRecord record, Distributions distributions) {
        return record.blocks().stream().anyMatch(block -> block.workers().refusals() > 0)
                || isLate(Measure.GENERATOR_LAG, distributions)
                || isReadingLate(record, distributions);
    }

    /** Where the kernel does not stamp arrivals, a worker that waited for a processor in any block is taken to have read late. */
    private static boolean isReadingLate(CellRecord record, Distributions distributions) {
        return distributions.of(Measure.RECEIVE_LAG).count() > 0
                ? isLate(Measure.RECEIVE_LAG, distributions)
                : record.blocks().stream()
                        .anyMatch(
                                block -> block.workers().runWaitNs() > GeneratorLag.RUN_WAIT_SHARE * block.elapsedNs());
    }

    private static boolean isLate(Measure measure, Distributions distributions) {
        return at(distributions, measure) > GeneratorLag.limitNs(at(distributions, Measure.RESPONSE));
    }

    private static double at(Distributions distributions, Measure measure) {
        return distributions
                .of(measure)
                .at(GeneratorLag.PERCENTILE)
                .map(Quantile::lowerNs)
                .orElse(0L);
    }
}
