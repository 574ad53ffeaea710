package dev.wirebench.benchmark.scaling;

import dev.wirebench.benchmark.MeasuredBlock;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Counts;
import org.HdrHistogram.Histogram;

/**
 * Result of a point in one round; NaN where no message was answered. Immutable.
 *
 * @param cpuNs CPU time of the generator per answered message
 * @param perSecond answered messages per second
 * @param unanswered messages that failed, timed out or were never answered
 */
record PointResult(double cpuNs, double perSecond, double serviceP50Ns, double serviceP99Ns, long unanswered) {

    static PointResult of(MeasuredBlock measured) {
        BlockResult result = measured.result();
        Counts counts = result.block().counts();
        long unanswered = counts.intended() - counts.answered();
        if (counts.answered() == 0) {
            return new PointResult(Double.NaN, Double.NaN, Double.NaN, Double.NaN, unanswered);
        }
        Histogram service = result.total(Measure.SERVICE);
        return new PointResult(
                measured.cpuNsPerMessage(),
                result.block().throughputPerSecond().orElseThrow(),
                service.getValueAtPercentile(50),
                service.getValueAtPercentile(99),
                unanswered);
    }
}
