package dev.wirebench.lab.truth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.report.read.Quantile;

/** Everything about grades as JSON: what is missing has no key, and a time without an end is the text "infinite". */
final class TruthData {

    /** Raised whenever a reader of the last format would misunderstand the new one. */
    private static final int FORMAT = 1;

    private static final String INFINITE = "infinite";

    private TruthData() {}

    static ObjectNode of(TruthTable table) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", FORMAT);
        root.put("count", table.count());
        root.put("right", table.right());
        root.put("accountingErrors", table.accountingErrors());
        ArrayNode grades = root.putArray("grades");
        table.grades().forEach(grade -> add(grades.addObject(), grade));
        return root;
    }

    private static void add(ObjectNode node, CellGrade grade) {
        node.put("schedule", grade.schedule());
        node.put("cell", grade.cell().name());
        node.put("run", grade.run());
        ObjectNode verdict = node.putObject("verdict");
        verdict.put("validity", grade.verdict().validity().name());
        grade.verdict().reasons().forEach(verdict.putArray("reasons")::add);
        ObjectNode lateness = node.putObject("lateness");
        lateness.put("arrivalP99Ns", grade.lateness().arrivalP99Ns());
        lateness.put("arrivalMaxNs", grade.lateness().arrivalMaxNs());
        lateness.put("targetMaxNs", grade.lateness().targetMaxNs());
        grade.errors().forEach(node.putArray("errors")::add);
        ArrayNode marks = node.putArray("marks");
        grade.marks().forEach(mark -> add(marks.addObject(), mark));
    }

    private static void add(ObjectNode node, PercentileGrade mark) {
        node.put("percentile", mark.percentile());
        mark.formulaNs()
                .ifPresent(ns -> put(node, "formulaNs", Double.isInfinite(ns) ? Quantile.INFINITE : Math.round(ns)));
        put(node, "byScheduleNs", mark.byScheduleNs());
        put(node, "expectedNs", mark.expectedNs());
        put(node, "punctualNs", mark.punctualNs());
        mark.measured().ifPresent(measured -> {
            put(node, "measuredLowerNs", measured.lowerNs());
            put(node, "measuredUpperNs", measured.upperNs());
        });
        node.put("isRight", mark.isRight());
    }

    private static void put(ObjectNode node, String key, long ns) {
        if (ns == Quantile.INFINITE) {
            node.put(key, INFINITE);
        } else {
            node.put(key, ns);
        }
    }
}
