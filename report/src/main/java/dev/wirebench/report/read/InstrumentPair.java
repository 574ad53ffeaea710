package dev.wirebench.report.read;

import dev.wirebench.model.plan.Measure;
import java.util.Optional;

/** The same cell under the same load as both instruments saw it. Immutable. */
public record InstrumentPair(Series nio, Series gatling) {

    /** Both quantiles, where both are known as more than a bound. */
    public Optional<Gap> at(Measure measure, double percentile) {
        Optional<Quantile> ours = nio.at(measure, percentile).filter(InstrumentPair::isFinite);
        Optional<Quantile> theirs = gatling.at(measure, percentile).filter(InstrumentPair::isFinite);
        return ours.flatMap(a -> theirs.map(b -> new Gap(a.lowerNs(), b.lowerNs())));
    }

    private static boolean isFinite(Quantile quantile) {
        return quantile.upperNs() != Quantile.INFINITE;
    }

    /** How far Gatling's figure is from the NIO generator's, both in nanoseconds. */
    public record Gap(long nioNs, long gatlingNs) {

        public long differenceNs() {
            return gatlingNs - nioNs;
        }

        /** Gatling's figure in the NIO generator's; infinite if that is 0. */
        public double ratio() {
            return (double) gatlingNs / nioNs;
        }
    }
}
