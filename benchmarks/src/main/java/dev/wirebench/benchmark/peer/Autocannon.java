package dev.wirebench.benchmark.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
 * autocannon 8, in whole milliseconds: shares a rate out among its connections, and adds samples for what it sent late
 * unless it is told not to.
 *
 * @param folder where {@code benchmarks/install-peers} has put it
 */
public record Autocannon(Path folder) implements Peer {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@code p97_5} is 97.5. */
    private static final String PERCENTILE = "p[0-9]+(_[0-9]+)?";

    /** {@code errors} has the time-outs. */
    private static final List<String> FAILURES = List.of("errors", "non2xx", "mismatches", "resets");

    @Override
    public String name() {
        return "autocannon";
    }

    @Override
    public Optional<String> version() {
        Path description = folder.resolve("package.json");
        if (!Installed.isOnPath("node") || !Files.isRegularFile(description)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    JSON.readTree(description.toFile()).path("version").asText());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean hasRate() {
        return true;
    }

    @Override
    public String rate() {
        return "-R, for all connections";
    }

    @Override
    public List<String> command(Assignment assignment) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("node", folder.resolve("autocannon.js").toString(), "--json", "--no-progress"));
        command.addAll(List.of("--connections", Integer.toString(assignment.connections())));
        command.addAll(List.of("--duration", Long.toString(assignment.seconds())));
        assignment
                .ratePerSecond()
                .ifPresent(perSecond -> command.addAll(List.of("--overallRate", Double.toString(perSecond))));
        command.addAll(List.of("--timeout", Long.toString(assignment.timeoutSeconds())));
        assignment
                .post()
                .ifPresent(post -> command.addAll(
                        List.of("--method", "POST", "--input", post.body().toString())));
        if (assignment.isShort()) {
            // Its --reconnectRate 1 gives up each connection before the answer is there.
            command.addAll(List.of("--headers", "connection=close"));
        }
        command.add(assignment.url().toString());
        return command;
    }

    @Override
    public Printed parse(String output) {
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
        return new Printed(
                ms,
                perSecond.isNumber() ? OptionalDouble.of(perSecond.asDouble()) : OptionalDouble.empty(),
                answered.isNumber() ? OptionalLong.of(answered.asLong()) : OptionalLong.empty(),
                FAILURES.stream().mapToLong(kind -> root.path(kind).asLong()).sum());
    }

    private static JsonNode tree(String output) {
        try {
            return JSON.readTree(output);
        } catch (JsonProcessingException e) {
            // Something else than a report was printed, or only half of one.
            return JSON.missingNode();
        }
    }
}
