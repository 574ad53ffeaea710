package dev.wirebench.lab.truth;

import dev.wirebench.report.read.GeneratorLag;
import dev.wirebench.report.read.Quantile;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One percentile of the response time as it was and as it was measured, in nanoseconds. Immutable.
 *
 * @param formulaNs by the plan's closed form; empty where there is none
 * @param byScheduleNs by the replay of the schedule alone; {@link Quantile#INFINITE} for never answered, as the next one
 * @param expectedNs from the intended send until the target released the answer: what the measurement is held against
 * @param punctualNs the same, had every message reached the target when it was intended
 * @param measured empty if nothing was measured
 */
public record PercentileGrade(
        double percentile,
        OptionalDouble formulaNs,
        long byScheduleNs,
        long expectedNs,
        long punctualNs,
        Optional<Quantile> measured,
        boolean isRight) {

    /** What a message needs through loopback and a wake-up, which no target logs; see "Is it right?" in docs/method.md. */
    private static final double TOLERANCE_NS = 50_000;

    /** Whatever the larger of the two is. */
    private static final double TOLERANCE = 0.01;

    /** A time-out may fall short of its name by as much as a histogram's values do. */
    private static final double TIMEOUT_TOLERANCE = 0.001;

    static PercentileGrade of(
            double percentile, OptionalDouble formulaNs, Oracle oracle, Optional<Quantile> measured, long timeoutNs) {
        long expectedNs = oracle.asReleasedNs(percentile);
        return new PercentileGrade(
                percentile,
                formulaNs,
                oracle.byScheduleNs(percentile),
                expectedNs,
                oracle.punctualNs(percentile),
                measured,
                measured.filter(m -> agree(percentile, m, expectedNs, timeoutNs))
                        .isPresent());
    }

    /**
     * What was never answered must be said to be open from the time-out on; all else must be known. From p99 on it is
     * known as well as a VALID run promises.
     */
    private static boolean agree(double percentile, Quantile measured, long trueNs, long timeoutNs) {
        if (trueNs == Quantile.INFINITE) {
            return measured.upperNs() == Quantile.INFINITE && measured.lowerNs() >= (1 - TIMEOUT_TOLERANCE) * timeoutNs;
        }
        double leastNs = percentile < GeneratorLag.PERCENTILE ? TOLERANCE_NS : GeneratorLag.LIMIT_NS;
        double toleranceNs = Math.max(leastNs, TOLERANCE * trueNs);
        return Math.abs((double) measured.lowerNs() - trueNs) <= toleranceNs
                && Math.abs((double) measured.upperNs() - trueNs) <= toleranceNs;
    }
}
