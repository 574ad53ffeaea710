package dev.wirebench.report.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.gate.GateFinding;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.gate.GateResult;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.plan.Scalar;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.Quantile;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.Series;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a command came to, as one JSON document for programs: see "Result" in docs/formats.md and {@code
 * result.schema.json}. Confined to one thread.
 */
public final class ResultDocument {

    /** Raised whenever a reader of the last format would misunderstand the new one. */
    public static final int FORMAT = 1;

    private final ObjectNode root = Json.object();

    /** @param command its name, such as {@code run} */
    public ResultDocument(String command, int exitCode) {
        root.put("format", FORMAT);
        root.put("command", command);
        root.put("exitCode", exitCode);
    }

    public ResultDocument withError(String message) {
        root.put("error", message);
        return this;
    }

    /** @param folders of the runs, in their order */
    public ResultDocument withRuns(Comparison comparison, List<Path> folders) {
        ArrayNode runs = root.putArray("runs");
        for (int i = 0; i < folders.size(); i++) {
            add(runs.addObject(), comparison.runs().get(i), folders.get(i));
        }
        return this;
    }

    /** @param page where the page lies that shows all of it */
    public ResultDocument withPage(Path page) {
        root.put("page", page.toAbsolutePath().normalize().toString());
        return this;
    }

    public ResultDocument withGates(GateReport report) {
        ObjectNode gates = root.putObject("gates");
        gates.put("outcome", report.outcome().map(Decision::label).orElse("not-judged"));
        put(gates.putObject("verdict"), report.verdict());
        ArrayNode results = gates.putArray("results");
        report.results().forEach(result -> add(results.addObject(), result));
        report.notes().forEach(gates.putArray("notes")::add);
        return this;
    }

    /** Adds what only one command has to say. */
    public ResultDocument with(String key, JsonNode part) {
        root.set(key, part);
        return this;
    }

    /** Ends in a line feed. */
    public String text() {
        return Json.text(root);
    }

    private static void add(ObjectNode node, Run run, Path folder) {
        node.put("folder", absolute(folder));
        node.put("plan", run.record().plan().name());
        node.put("startedAt", run.record().startedAt().toString());
        put(node.putObject("verdict"), run.record().verdict());
        ArrayNode cells = node.putArray("cells");
        run.series().forEach(series -> add(cells.addObject(), series));
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private static void put(ObjectNode node, Verdict verdict) {
        node.put("validity", verdict.validity().name());
        verdict.reasons().forEach(node.putArray("reasons")::add);
    }

    private static void add(ObjectNode node, Series series) {
        node.put("cell", series.record().cell().name());
        node.put("load", series.record().load().label());
        node.put("instrument", series.record().instrument().label());
        node.put("blocks", series.record().blocks().size());
        counts(node.putObject("counts"), series.counts());
        if (series.isUnanswered()) {
            node.put("isUnanswered", true);
        }
        series.value(Scalar.THROUGHPUT).ifPresent(value -> node.put("throughputPerSecond", value));
        node.set("response", percentiles(series, Measure.RESPONSE));
        node.set("service", percentiles(series, Measure.SERVICE));
    }

    private static void counts(ObjectNode node, Counts counts) {
        node.put("intended", counts.intended());
        node.put("answered", counts.answered());
        ObjectNode failed = node.putObject("failed");
        counts.failed().forEach((outcome, count) -> failed.put(outcome.label(), count));
        node.put("timedOut", counts.timedOut());
        node.put("unfinished", counts.unfinished());
    }

    private static ArrayNode percentiles(Series series, Measure measure) {
        ArrayNode all = Json.array();
        for (double percentile : Percentile.TABLED) {
            Optional<Quantile> quantile = series.at(measure, percentile);
            if (quantile.isPresent()) {
                ObjectNode node = all.addObject()
                        .put("percentile", percentile)
                        .put("ns", quantile.get().lowerNs())
                        .put("isLowerBound", !quantile.get().isExact());
                series.guarded(new Percentile(measure, percentile))
                        .ifPresent(bounds -> node.put("isUpperBound", true).put("atLeastNs", bounds.lowerNs()));
            }
        }
        return all;
    }

    private static void add(ObjectNode node, GateResult result) {
        node.put("rule", result.gate().text());
        node.put("decision", result.decision().label());
        node.put("outcome", result.outcome().label());
        ArrayNode findings = node.putArray("findings");
        result.findings().forEach(finding -> findings.add(finding(finding)));
    }

    private static JsonNode finding(GateFinding finding) {
        ObjectNode node = Json.object();
        node.put("series", finding.label());
        node.put("decision", finding.decision().label());
        node.put("required", finding.required());
        node.put("actual", finding.actual());
        finding.value().ifPresent(value -> node.put("value", value));
        finding.sensitivity().ifPresent(s -> {
            node.put("slots", s.slots());
            putFinite(node, "noise", s.noise());
            putFinite(node, "smallestChange", s.smallestChange());
        });
        return node;
    }

    /** JSON has no infinity; what is not known has no key. */
    private static void putFinite(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        }
    }
}
