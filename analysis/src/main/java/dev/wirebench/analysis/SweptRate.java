package dev.wirebench.analysis;

import dev.wirebench.model.CellRecord;
import dev.wirebench.model.GateMetric;
import dev.wirebench.model.GateRule;
import dev.wirebench.model.Load;
import dev.wirebench.model.Measure;
import java.util.Optional;

/** One rate of a sweep, judged by all its blocks together. Immutable. */
public record SweptRate(Series series, Standing standing) {

    /** What a rate has come to. */
    public enum Standing {
        /** The limit held, with whatever the generator added to it. */
        KEPT,
        /** It did not, and the generator was in time. */
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
        GateMetric metric = limit.subject().metric();
        Optional<Quantile> value = distributions.of(metric.measure()).at(metric.percentile());
        if (value.isPresent() && limit.relation().holds(value.get().upperNs(), limit.value())) {
            return Standing.KEPT;
        }
        return isGeneratorLate(record, distributions) ? Standing.GENERATOR_LIMITED : Standing.BROKEN;
    }

    private static boolean isGeneratorLate(CellRecord record, Distributions distributions) {
        long refusals = record.blocks().stream()
                .mapToLong(block -> Math.max(0, block.workers().refusals()))
                .sum();
        double responseNs = at(distributions, Measure.RESPONSE);
        return refusals > 0 || at(distributions, Measure.GENERATOR_LAG) > GeneratorLag.limitNs(responseNs);
    }

    private static double at(Distributions distributions, Measure measure) {
        return distributions
                .of(measure)
                .at(GeneratorLag.PERCENTILE)
                .map(Quantile::lowerNs)
                .orElse(0L);
    }
}
