package dev.wirebench.benchmark.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.wirebench.benchmark.Json;
import dev.wirebench.benchmark.process.InstalledPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * autocannon 8: divides a rate among its connections and, by default, adds samples for requests sent late; percentiles in
 * whole milliseconds.
 *
 * @param folder where {@code benchmarks/install-peers} installed it
 */
public record Autocannon(Path folder) implements LoadTool {

    /** {@code p97_5} is the 97.5th percentile. */
    private static final String PERCENTILE = "p[0-9]+(_[0-9]+)?";

    /** {@code errors} includes time-outs. */
    private static final List<String> FAILURES = List.of("errors", "non2xx", "mismatches", "resets");

    @Override
    public String name() {
        return "autocannon";
    }

    @Override
    public Optional<String> version() {
        Path description = folder.resolve("package.json");
        if (!InstalledPrograms.isOnPath("node") || !Files.isRegularFile(description)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Json.MAPPER.readTree(description.toFile()).path("version").asText());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean supportsRate() {
        return true;
    }

    @Override
    public String loadModel() {
        return "-R, for all connections";
    }

    @Override
    public List<String> command(ToolLoad load) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("node", folder.resolve("autocannon.js").toString(), "--json", "--no-progress"));
        command.addAll(List.of("--connections", Integer.toString(load.connections())));
        command.addAll(List.of("--duration", Long.toString(load.seconds())));
        load.ratePerSecond()
                .ifPresent(perSecond -> command.addAll(List.of("--overallRate", Double.toString(perSecond))));
        command.addAll(List.of("--timeout", Long.toString(load.timeoutSeconds())));
        load.post()
                .ifPresent(post -> command.addAll(
                        List.of("--method", "POST", "--input", post.body().toString())));
        if (load.isShort()) {
            // With --reconnectRate 1 it closes each connection before the response arrives.
            command.addAll(List.of("--headers", "connection=close"));
        }
        command.add(load.url().toString());
        return command;
    }

    @Override
    public ToolOutput parse(String output) {
        TreeMap<Double, Double> ms = new TreeMap<>();
        JsonNode root = tree(output);
        root.path("latency").properties().forEach(field -> {
            if (field.getKey().matches(PERCENTILE)) {
                double percentile =
                        Double.parseDouble(field.getKey().substring(1).replace('_', '.'));
                ms.put(percentile, field.getValue().asDouble());
            } else if (field.getKey().equals("max")) {
                ms.put(100.0, field.getValue().asDouble());
            }
        });
        JsonNode perSecond = root.path("requests").path("average");
        JsonNode answered = root.path("2xx");
        return new ToolOutput(
                ms,
                perSecond.isNumber() ? OptionalDouble.of(perSecond.asDouble()) : OptionalDouble.empty(),
                answered.isNumber() ? OptionalLong.of(answered.asLong()) : OptionalLong.empty(),
                FAILURES.stream().mapToLong(kind -> root.path(kind).asLong()).sum());
    }

    private static JsonNode tree(String output) {
        try {
            return Json.MAPPER.readTree(output);
        } catch (JsonProcessingException e) {
            // The output is not a report, or is incomplete.
            return Json.MAPPER.missingNode();
        }
    }
}
