package dev.wirebench.benchmark.scaling;

import dev.wirebench.benchmark.Spread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Results of all points in all rounds. Confined to one thread. */
final class ScalingResults {

    private final Map<ScalingPoint, List<PointResult>> rounds = new HashMap<>();

    /** Adds a point's next round. */
    void add(ScalingPoint point, PointResult result) {
        rounds.computeIfAbsent(point, each -> new ArrayList<>()).add(result);
    }

    Spread spread(ScalingPoint point, ScalingMetric metric) {
        return Spread.of(rounds(point).stream().mapToDouble(metric::of));
    }

    /** Ratios within each round, whose two blocks were measured close to each other. */
    Spread ratio(ScalingPoint point, ScalingPoint reference, ScalingMetric metric) {
        List<PointResult> own = rounds(point);
        List<PointResult> others = rounds(reference);
        return Spread.of(IntStream.range(0, own.size())
                .mapToDouble(round -> metric.of(own.get(round)) / metric.of(others.get(round))));
    }

    /** Messages without an answer in all rounds. */
    long unanswered(ScalingPoint point) {
        return rounds(point).stream().mapToLong(PointResult::unanswered).sum();
    }

    private List<PointResult> rounds(ScalingPoint point) {
        return rounds.getOrDefault(point, List.of());
    }
}
