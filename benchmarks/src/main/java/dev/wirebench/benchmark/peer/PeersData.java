package dev.wirebench.benchmark.peer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.analysis.Quantile;
import java.time.Instant;

/** Everything about a table of tools as JSON: what is missing has no key, and a time without an end is "infinite". */
public final class PeersData {

    /** Raised whenever a reader of the last format would misunderstand the new one. */
    private static final int FORMAT = 1;

    private static final String INFINITE = "infinite";

    private PeersData() {}

    public static String of(PeersTable table, Instant measuredAt) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", FORMAT);
        root.put("measuredAt", measuredAt.toString());
        ArrayNode tools = root.putArray("tools");
        table.tools().forEach(tool -> add(tools.addObject(), tool));
        table.notes().forEach(root.putArray("notes")::add);
        return root.toPrettyString() + "\n";
    }

    private static void add(ObjectNode node, ToolGrades tool) {
        node.put("tool", tool.tool());
        node.put("version", tool.version());
        node.put("rate", tool.rate());
        node.put("right", tool.right());
        node.put("count", tool.count());
        if (!tool.addition().isEmpty()) {
            node.put("addition", tool.addition());
        }
        tool.stopped()
                .ifPresent(stopped -> node.putObject("stopped")
                        .put("isNoticed", stopped.isNoticed())
                        .put("evidence", stopped.evidence()));
        ArrayNode grades = node.putArray("grades");
        tool.grades().forEach(graded -> add(grades.addObject(), graded));
    }

    private static void add(ObjectNode node, Graded graded) {
        node.put("schedule", graded.schedule());
        node.put("asked", graded.asked());
        graded.perSecond().ifPresent(perSecond -> node.put("perSecond", perSecond));
        graded.remark().ifPresent(remark -> node.put("remark", remark));
        node.put("right", graded.right());
        node.put("count", graded.count());
        ArrayNode marks = node.putArray("marks");
        graded.judged().forEach(judged -> add(marks.addObject(), judged));
    }

    private static void add(ObjectNode node, Judged judged) {
        node.put("percentile", judged.percentile());
        judged.expectedNs()
                .ifPresent(ns -> put(node, "expectedNs", Double.isInfinite(ns) ? Quantile.INFINITE : Math.round(ns)));
        put(node, "printedLowerNs", judged.printed().lowerNs());
        put(node, "printedUpperNs", judged.printed().upperNs());
        if (judged.counts()) {
            node.put("isRight", judged.isRight());
        }
    }

    private static void put(ObjectNode node, String key, long ns) {
        if (ns == Quantile.INFINITE) {
            node.put(key, INFINITE);
        } else {
            node.put(key, ns);
        }
    }
}
