package dev.wirebench.gates;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wirebench.model.record.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * In what a baseline that was measured at another time differs from its candidate. Immutable.
 *
 * @param matters what shapes the numbers, so that runs that differ in it are not compared unless the user insists; each as
 *     {@code key: baseline's value / candidate's value}
 * @param shown what need not shape the numbers, but may explain them; in the same form
 */
public record FingerprintDifference(List<String> matters, List<String> shown) {

    /** The machine, the kernel, the JVM, the limits of the process, and what is measured and how. */
    private static final List<String> SHAPING = List.of(
            "cpu.",
            "generator.sockets",
            "jvm",
            "limit.",
            "memory.total",
            "net.",
            "os.",
            "plan.cells",
            "plan.idleStrategy",
            "plan.load",
            "plan.payloadBytes",
            "plan.phases",
            "plan.script",
            "plan.target",
            "plan.workers");

    private static final ObjectMapper JSON = new ObjectMapper()
            .setDefaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS));

    private static final String NONE = "-";

    public FingerprintDifference {
        matters = List.copyOf(matters);
        shown = List.copyOf(shown);
    }

    public static FingerprintDifference between(RunRecord baseline, RunRecord candidate) {
        Map<String, String> before = fingerprint(baseline);
        Map<String, String> after = fingerprint(candidate);
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        List<String> matters = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        for (String key : keys) {
            String from = before.getOrDefault(key, NONE);
            String to = after.getOrDefault(key, NONE);
            if (!from.equals(to)) {
                boolean isShaping = SHAPING.stream().anyMatch(key::startsWith);
                (isShaping ? matters : shown).add(key + ": " + from + " / " + to);
            }
        }
        return new FingerprintDifference(matters, shown);
    }

    private static Map<String, String> fingerprint(RunRecord record) {
        Map<String, String> facts = new TreeMap<>(record.facts());
        flatten("plan", JSON.valueToTree(record.plan()), facts);
        return facts;
    }

    private static void flatten(String key, JsonNode node, Map<String, String> facts) {
        if (node.isObject()) {
            node.properties().forEach(field -> flatten(key + "." + field.getKey(), field.getValue(), facts));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(key + "[" + i + "]", node.get(i), facts);
            }
        } else {
            facts.put(key, node.asText());
        }
    }
}
