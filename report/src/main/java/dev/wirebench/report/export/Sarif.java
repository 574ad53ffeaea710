package dev.wirebench.report.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.gate.GateReport.Source;
import dev.wirebench.model.gate.GateResult;
import dev.wirebench.model.text.SafeText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * SARIF 2.1.0 (OASIS standard, 27 March 2020): a rule per gate, and a result for each that did not pass.
 *
 * <p>A rule's id is its text as a slug, so that it does not depend on how the plan spaces it. A gate that passed has no result, as code scanning shows every result as an alert. The fingerprint is the plan and the
 * rule, so that an alert stays the same when lines move; {@code primaryLocationLineHash} is left to GitHub's uploader.
 */
final class Sarif {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final String NOT_JUDGED = "run is VALID";
    private static final String FINGERPRINT = "wirebenchGate/v1";

    /** Longer ones first; micro has two signs. */
    private static final String[][] SIGNS = {
        {"<=", " le "},
        {">=", " ge "},
        {"==", " eq "},
        {"<", " lt "},
        {">", " gt "},
        {"\u00d7", " x "},
        {"*", " x "},
        {"%", " percent "},
        {"/s", " per s "},
        {"\u00b5", "u"},
        {"\u03bc", "u"}
    };

    private final GateReport report;
    private final ArrayNode rules = Json.array();
    private final ArrayNode results = Json.array();
    private final Map<String, Integer> indexes = new LinkedHashMap<>();

    private Sarif(GateReport report) {
        this.report = report;
    }

    static String of(GateReport report) {
        return new Sarif(report).write();
    }

    private String write() {
        if (!report.isJudged()) {
            String reasons =
                    report.verdict().reasons().stream().map(SafeText::line).collect(Collectors.joining("\n"));
            result(NOT_JUDGED, "error", GateText.outcome(report) + "\n" + reasons, -1);
        }
        report.gates().forEach(gate -> rule(SafeText.line(gate.text())));
        for (int i = 0; i < report.results().size(); i++) {
            GateResult result = report.results().get(i);
            String rule = SafeText.line(result.gate().text());
            if (result.outcome() != Decision.PASS) {
                String level = result.outcome() == Decision.FAIL ? "error" : "warning";
                result(rule, level, String.join("\n", FindingText.whole(result)), i);
            }
        }
        ObjectNode run = Json.object();
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "Wirebench");
        driver.set("rules", rules);
        run.putArray("invocations").addObject().put("executionSuccessful", report.isJudged());
        run.set("results", results);
        run.putObject("properties")
                .put("plan", SafeText.line(report.plan()))
                .put("verdict", report.verdict().validity().name())
                .set("notes", notes());
        ObjectNode log = Json.object().put("$schema", SCHEMA).put("version", "2.1.0");
        log.putArray("runs").add(run);
        return Json.text(log);
    }

    private ArrayNode notes() {
        ArrayNode notes = Json.array();
        report.notes().forEach(note -> notes.add(SafeText.line(note)));
        return notes;
    }

    /** The same rule twice in a plan is one rule: the schema wants them distinct. */
    private int rule(String rule) {
        return indexes.computeIfAbsent(slug(rule), id -> {
            ObjectNode descriptor = rules.addObject().put("id", id);
            descriptor.putObject("shortDescription").put("text", rule);
            descriptor.putObject("defaultConfiguration").put("level", "error");
            return rules.size() - 1;
        });
    }

    /** {@code http-long.p99-lt-2-ms} for {@code http-long.p99 < 2ms}. */
    static String slug(String rule) {
        String words = rule.toLowerCase(Locale.ROOT);
        for (String[] sign : SIGNS) {
            words = words.replace(sign[0], sign[1]);
        }
        return words.replaceAll("(?<=[0-9])(?=[a-z])", "-")
                .replaceAll("[^a-z0-9.]+", "-")
                .replaceAll("^-|-$", "");
    }

    private void result(String rule, String level, String message, int gate) {
        ObjectNode result = results.addObject()
                .put("ruleId", slug(rule))
                .put("ruleIndex", rule(rule))
                .put("level", level);
        result.putObject("message").put("text", message);
        report.source().ifPresent(source -> location(result, source, gate));
        result.putObject("partialFingerprints").put(FINGERPRINT, sha256(SafeText.line(report.plan()) + "\n" + rule));
    }

    /** @param gate -1 for none in particular: GitHub shows that at the first line */
    private static void location(ObjectNode result, Source source, int gate) {
        List<Integer> lines = source.lines();
        ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", uri(source.file()));
        place.putObject("region").put("startLine", gate >= 0 && gate < lines.size() ? lines.get(gate) : 1);
    }

    /** Of a relative path, a relative reference (RFC 3986), which readers take from the top of the repository. */
    private static String uri(String file) {
        String path = Arrays.stream(file.replace('\\', '/').split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        return path.startsWith("/") ? "file://" + path : path;
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
