package dev.wirebench.model.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.text.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The facts that the environment of a record had as text before format 3, and that are fields since. They are still shown
 * by these names.
 */
final class NamedFacts {

    private static final String SOURCES = "generator.source-addresses";

    private static final String SKIPPED = "system.skipped";

    /** Followed by the label of a series. */
    private static final String BACKEND_CPU = "system.backend-cpu-ns.";

    private NamedFacts() {}

    static Map<String, String> of(RunRecord record) {
        Map<String, String> facts = new LinkedHashMap<>(record.environment());
        if (record.sources() != null) {
            facts.put(SOURCES, record.sources().text());
        }
        if (!record.skipped().isEmpty()) {
            facts.put(SKIPPED, record.skipped().stream().map(Cell::name).collect(Collectors.joining(", ")));
        }
        record.backendCpuNs().forEach((series, ns) -> facts.put(BACKEND_CPU + series, ns.toString()));
        record.links().forEach((link, target) -> facts.put(link.label(), target));
        return facts;
    }

    /** Moves what the environment of an older record says into the fields. */
    static void upgrade(ObjectNode record) {
        if (!(record.get("environment") instanceof ObjectNode environment)) {
            return;
        }
        List<String> names = new ArrayList<>();
        environment.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            String value = environment.get(name).asText();
            if (name.equals(SOURCES)) {
                record.set("sources", Json.JSON.valueToTree(AddressRange.parse(value)));
            } else if (name.equals(SKIPPED)) {
                record.set("skipped", Json.JSON.valueToTree(value.split(", ")));
            } else if (name.startsWith(BACKEND_CPU) && value.matches("[0-9]{1,18}")) {
                record.withObjectProperty("backendCpuNs")
                        .put(name.substring(BACKEND_CPU.length()), Long.parseLong(value));
            } else if (isLink(name)) {
                record.withObjectProperty("links").put(name, value);
            } else {
                continue;
            }
            environment.remove(name);
        }
    }

    private static boolean isLink(String name) {
        for (RunLink link : RunLink.values()) {
            if (link.label().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
