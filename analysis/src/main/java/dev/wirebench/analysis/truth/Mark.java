package dev.wirebench.analysis.truth;

import dev.wirebench.analysis.Quantile;
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
public record Mark(
        double percentile,
        OptionalDouble formulaNs,
        long byScheduleNs,
        long expectedNs,
        long punctualNs,
        Optional<Quantile> measured,
        boolean isRight,
        boolean isRightBySchedule,
        boolean isRightIfPunctual) {

    /** The tolerance: the larger of the two; from "Truth test" in docs/method.md. */
    private static final double TOLERANCE_NS = 250_000;

    private static final double TOLERANCE = 0.01;

    /** A time-out may fall short of its name by as much as a histogram's values do. */
    private static final double TIMEOUT_TOLERANCE = 0.001;

    static Mark of(
            double percentile, OptionalDouble formulaNs, Oracle oracle, Optional<Quantile> measured, long timeoutNs) {
        long byScheduleNs = oracle.byScheduleNs(percentile);
        long expectedNs = oracle.asReleasedNs(percentile);
        long punctualNs = oracle.punctualNs(percentile);
        return new Mark(
                percentile,
                formulaNs,
                byScheduleNs,
                expectedNs,
                punctualNs,
                measured,
                measured.filter(m -> agree(m, expectedNs, timeoutNs)).isPresent(),
                measured.filter(m -> agree(m, byScheduleNs, timeoutNs)).isPresent(),
                measured.filter(m -> agree(m, punctualNs, timeoutNs)).isPresent());
    }

    /** What was never answered must be said to be open from the time-out on; all else must be known. */
    private static boolean agree(Quantile measured, long trueNs, long timeoutNs) {
        if (trueNs == Quantile.INFINITE) {
            return measured.upperNs() == Quantile.INFINITE && measured.lowerNs() >= (1 - TIMEOUT_TOLERANCE) * timeoutNs;
        }
        double toleranceNs = Math.max(TOLERANCE_NS, TOLERANCE * trueNs);
        return Math.abs((double) measured.lowerNs() - trueNs) <= toleranceNs
                && Math.abs((double) measured.upperNs() - trueNs) <= toleranceNs;
    }
}
