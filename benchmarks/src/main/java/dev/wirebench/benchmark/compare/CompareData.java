package dev.wirebench.benchmark.compare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.benchmark.Json;

/** A comparison as JSON, with the figures of every round; unknown values have no key. */
final class CompareData {

    /** Raised whenever a reader of the previous format would misunderstand the new one. */
    private static final int FORMAT = 1;

    private CompareData() {}

    static String of(CompareResult result) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.put("format", FORMAT);
        root.put("measuredAt", result.startedAt().toString());
        root.put("rounds", result.rounds());
        root.put("seconds", result.seconds());
        root.put("payloadBytes", TrialContext.PAYLOAD_BYTES);
        root.set("versions", Json.MAPPER.valueToTree(result.versions()));
        root.set("notes", Json.MAPPER.valueToTree(result.notes()));
        ArrayNode goals = root.putArray("goals");
        Goal.ALL.forEach(goal -> add(goals.addObject(), goal, result));
        ArrayNode rows = root.putArray("rows");
        result.rows().forEach(row -> add(rows.addObject(), row));
        return root.toPrettyString() + "\n";
    }

    private static void add(ObjectNode node, Goal goal, CompareResult result) {
        node.put("row", goal.row());
        node.put("contender", goal.competitor());
        node.put("metric", goal.metric().label());
        node.put(goal.isUpper() ? "atMost" : "atLeast", goal.limit());
        Json.put(node, "ratio", goal.ratio(result.rows()));
        node.put("kept", goal.verdict(result.rows()));
    }

    private static void add(ObjectNode node, RowResult row) {
        node.put("row", row.id());
        node.put("title", row.title());
        node.put("reference", row.reference());
        ArrayNode competitors = node.putArray("contenders");
        row.competitors().forEach(competitor -> add(competitors.addObject(), row, competitor));
    }

    private static void add(ObjectNode node, RowResult row, CompetitorResult competitor) {
        node.put("contender", competitor.competitor());
        node.put("failed", competitor.failed());
        ObjectNode figures = node.putObject("figures");
        row.kind().shown().forEach(metric -> Json.put(figures, metric.label(), competitor.spread(metric)));
        ObjectNode ratios = node.putObject("ratios");
        row.kind()
                .compared()
                .forEach(metric -> Json.put(ratios, metric.label(), row.ratioTo(competitor.competitor(), metric)));
        ObjectNode rounds = node.putObject("rounds");
        competitor.rounds().forEach((round, result) -> rounds.set(Integer.toString(round), result.toJson()));
        node.set("failures", Json.MAPPER.valueToTree(competitor.failures()));
    }
}
