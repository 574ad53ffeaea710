package dev.wirebench.benchmark.peer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.benchmark.Json;
import dev.wirebench.report.read.Quantile;
import java.time.Instant;

/** The tools' grades as JSON; unknown values have no key, and a time without an upper bound is "infinite". */
final class PeersData {

    /** Raised whenever a reader of the previous format would misunderstand the new one. */
    private static final int FORMAT = 1;

    private static final String INFINITE = "infinite";

    private PeersData() {}

    static String of(PeersTable table, Instant measuredAt) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.put("format", FORMAT);
        root.put("measuredAt", measuredAt.toString());
        ArrayNode tools = root.putArray("tools");
        table.tools().forEach(tool -> add(tools.addObject(), tool));
        root.set("notes", Json.MAPPER.valueToTree(table.notes()));
        return root.toPrettyString() + "\n";
    }

    private static void add(ObjectNode node, ToolGrades tool) {
        node.put("tool", tool.tool());
        node.put("version", tool.version());
        node.put("rate", tool.rate());
        node.put("right", tool.right());
        node.put("count", tool.count());
        putText(node, "addition", tool.addition());
        tool.suspension().ifPresent(suspension -> node.set("stopped", Json.MAPPER.valueToTree(suspension)));
        ArrayNode grades = node.putArray("grades");
        tool.grades().forEach(grade -> add(grades.addObject(), grade));
    }

    private static void add(ObjectNode node, ScheduleGrade grade) {
        node.put("schedule", grade.schedule());
        node.put("asked", grade.load());
        grade.perSecond().ifPresent(perSecond -> node.put("perSecond", perSecond));
        putText(node, "remark", grade.remark());
        node.put("right", grade.right());
        node.put("count", grade.count());
        ArrayNode marks = node.putArray("marks");
        grade.percentiles().forEach(percentile -> add(marks.addObject(), percentile));
    }

    private static void add(ObjectNode node, PrintedPercentile percentile) {
        node.put("percentile", percentile.percentile());
        percentile
                .expectedNs()
                .ifPresent(ns -> put(node, "expectedNs", Double.isInfinite(ns) ? Quantile.INFINITE : Math.round(ns)));
        put(node, "printedLowerNs", percentile.printed().lowerNs());
        put(node, "printedUpperNs", percentile.printed().upperNs());
        if (percentile.counts()) {
            node.put("isRight", percentile.isRight());
        }
    }

    private static void put(ObjectNode node, String key, long ns) {
        if (ns == Quantile.INFINITE) {
            node.put(key, INFINITE);
        } else {
            node.put(key, ns);
        }
    }

    private static void putText(ObjectNode node, String key, String text) {
        if (!text.isEmpty()) {
            node.put(key, text);
        }
    }
}
