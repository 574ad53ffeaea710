package dev.wirebench.benchmark.scaling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.benchmark.Spread;
import dev.wirebench.model.Cell;
import java.time.Instant;

/** The results as JSON; what is not known has no key. */
public final class ScalingData {

    /** Raised whenever a reader of the last format would misunderstand the new one. */
    private static final int FORMAT = 1;

    private ScalingData() {}

    /** @param conditions how it was measured, in a sentence */
    public static String of(Results results, Instant measuredAt, String conditions) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
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

    private static void add(ObjectNode node, Results results, Axis axis, Cell cell, int value) {
        Point point = axis.point(cell, value);
        node.put("value", value);
        for (Quantity quantity : Quantity.values()) {
            put(node, quantity.key(), results.spread(point, quantity));
        }
        put(node, "cpuRatio", results.ratio(point, axis.reference(cell), Quantity.CPU));
        put(node, "throughputRatio", results.ratio(point, axis.reference(cell), Quantity.THROUGHPUT));
        node.put("unanswered", results.unanswered(point));
    }

    private static void put(ObjectNode node, String key, Spread spread) {
        if (spread.isKnown()) {
            node.putObject(key)
                    .put("median", spread.median())
                    .put("lowest", spread.lowest())
                    .put("highest", spread.highest());
        }
    }
}
