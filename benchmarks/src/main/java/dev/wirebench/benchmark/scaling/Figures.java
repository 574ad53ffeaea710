package dev.wirebench.benchmark.scaling;

import dev.wirebench.benchmark.OwnBlock;
import dev.wirebench.model.BlockResult;
import dev.wirebench.model.Counts;
import dev.wirebench.model.Measure;
import org.HdrHistogram.Histogram;

/**
 * What a point came to in one round; not numbers where no message was answered. Immutable.
 *
 * @param cpuNs the generator's processor time for each answered message
 * @param perSecond answered messages
 * @param unanswered messages that failed, timed out or were never answered
 */
public record Figures(double cpuNs, double perSecond, double serviceP50Ns, double serviceP99Ns, long unanswered) {

    public static Figures of(OwnBlock own) {
        BlockResult result = own.result();
        Counts counts = result.block().counts();
        long unanswered = counts.intended() - counts.answered();
        if (counts.answered() == 0) {
            return new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, unanswered);
        }
        Histogram service = result.total(Measure.SERVICE);
        return new Figures(
                own.cpuNsPerMessage(),
                result.block().throughputPerSecond().orElseThrow(),
                service.getValueAtPercentile(50),
                service.getValueAtPercentile(99),
                unanswered);
    }
}
