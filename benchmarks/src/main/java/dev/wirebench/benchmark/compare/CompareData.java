package dev.wirebench.benchmark.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.benchmark.Spread;

/** Everything about a comparison as JSON, with the figures of every round: what is missing has no key. */
final class CompareData {

    /** Raised whenever a reader of the last format would misunderstand the new one. */
    private static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private CompareData() {}

    static String of(Comparison comparison) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", FORMAT);
        root.put("measuredAt", comparison.startedAt().toString());
        root.put("rounds", comparison.rounds());
        root.put("seconds", comparison.seconds());
        root.put("payloadBytes", Bench.PAYLOAD_BYTES);
        ObjectNode versions = root.putObject("versions");
        comparison.versions().forEach(versions::put);
        comparison.notes().forEach(root.putArray("notes")::add);
        ArrayNode goals = root.putArray("goals");
        Goal.ALL.forEach(goal -> add(goals.addObject(), goal, comparison));
        ArrayNode rows = root.putArray("rows");
        comparison.rows().forEach(row -> add(rows.addObject(), row));
        return root.toPrettyString() + "\n";
    }

    private static void add(ObjectNode node, Goal goal, Comparison comparison) {
        node.put("row", goal.row());
        node.put("contender", goal.contender());
        node.put("metric", goal.metric().label());
        node.put(goal.bound().isUpper() ? "atMost" : "atLeast", goal.bound().limit());
        goal.ratio(comparison.rows()).ifPresent(ratio -> add(node.putObject("ratio"), ratio));
        node.put("kept", goal.verdict(comparison.rows()));
    }

    private static void add(ObjectNode node, Compared row) {
        node.put("row", row.id());
        node.put("title", row.title());
        node.put("reference", row.reference());
        ArrayNode contenders = node.putArray("contenders");
        row.series().forEach(series -> add(contenders.addObject(), row, series));
    }

    private static void add(ObjectNode node, Compared row, Series series) {
        node.put("contender", series.contender());
        node.put("failed", series.failed());
        ObjectNode spreads = node.putObject("figures");
        for (Metric metric : row.kind().shown()) {
            series.spread(metric).ifPresent(spread -> add(spreads.putObject(metric.label()), spread));
        }
        ObjectNode ratios = node.putObject("ratios");
        for (Metric metric : row.kind().compared()) {
            row.ratioTo(series.contender(), metric).ifPresent(ratio -> add(ratios.putObject(metric.label()), ratio));
        }
        ObjectNode rounds = node.putObject("rounds");
        series.rounds().forEach((round, figures) -> rounds.set(Integer.toString(round), JSON.valueToTree(figures)));
        ObjectNode failures = node.putObject("failures");
        series.failures().forEach((round, why) -> failures.put(Integer.toString(round), why));
    }

    private static void add(ObjectNode node, Spread spread) {
        node.put("lowest", spread.lowest());
        node.put("median", spread.median());
        node.put("highest", spread.highest());
    }
}
