package dev.wirebench.benchmark.scaling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.benchmark.Json;
import dev.wirebench.model.plan.Cell;
import java.time.Instant;

/** The results as JSON; unknown values have no key. */
final class ScalingData {

    /** Raised whenever a reader of the previous format would misunderstand the new one. */
    private static final int FORMAT = 1;

    private ScalingData() {}

    /** @param conditions human-readable conditions of the measurement */
    static String of(ScalingResults results, Instant measuredAt, String conditions) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.put("format", FORMAT);
        root.put("measuredAt", measuredAt.toString());
        root.put("conditions", conditions);
        root.put("goal", ScalingTable.GOAL);
        ArrayNode series = root.putArray("series");
        for (Axis axis : Axis.values()) {
            for (Cell cell : Axis.CELLS) {
                ObjectNode node = series.addObject();
                node.put("axis", axis.key());
                node.put("cell", cell.name());
                node.put("protocol", cell.protocol().label());
                ArrayNode points = node.putArray("points");
                axis.steps().forEach(value -> add(points.addObject(), results, axis, cell, value));
            }
        }
        return root.toPrettyString() + "\n";
    }

    private static void add(ObjectNode node, ScalingResults results, Axis axis, Cell cell, int value) {
        ScalingPoint point = axis.point(cell, value);
        node.put("value", value);
        for (ScalingMetric metric : ScalingMetric.values()) {
            Json.put(node, metric.key(), results.spread(point, metric));
        }
        Json.put(node, "cpuRatio", results.ratio(point, axis.reference(cell), ScalingMetric.CPU));
        Json.put(node, "throughputRatio", results.ratio(point, axis.reference(cell), ScalingMetric.THROUGHPUT));
        node.put("unanswered", results.unanswered(point));
    }
}
