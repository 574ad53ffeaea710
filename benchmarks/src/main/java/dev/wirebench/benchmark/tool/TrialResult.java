package dev.wirebench.benchmark.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.benchmark.Json;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.DoubleFunction;

/**
 * Result of one trial; as a line of JSON it is what the C client and the process of our generator print. Immutable.
 *
 * @param elapsedNs time in which the messages were answered
 * @param userNs user CPU time of the client or of the target, depending on the comparison
 * @param systemNs system CPU time of the same process
 * @param nsByPercentile round trips, from the intended send under an open load; without those not measured
 */
public record TrialResult(
        long answered, long failed, long elapsedNs, long userNs, long systemNs, Map<Double, Long> nsByPercentile) {

    private static final Map<Double, String> PERCENTILES =
            new TreeMap<>(Map.of(50.0, "p50Ns", 90.0, "p90Ns", 99.0, "p99Ns", 99.9, "p999Ns"));

    public TrialResult {
        nsByPercentile = Map.copyOf(nsByPercentile);
    }

    /** @param ns value at a percentile, empty if not measured */
    public static Map<Double, Long> percentiles(DoubleFunction<OptionalLong> ns) {
        Map<Double, Long> measured = new TreeMap<>();
        PERCENTILES
                .keySet()
                .forEach(percentile -> ns.apply(percentile).ifPresent(value -> measured.put(percentile, value)));
        return measured;
    }

    /** @throws IOException if the line is not such a result; the message contains it */
    public static TrialResult parse(String line) throws IOException {
        try {
            JsonNode node = Json.MAPPER.readTree(line);
            return new TrialResult(
                    required(node, "answered"),
                    required(node, "failed"),
                    required(node, "elapsedNs"),
                    required(node, "userNs"),
                    required(node, "systemNs"),
                    percentiles(percentile -> {
                        JsonNode value = node.path(PERCENTILES.get(percentile));
                        return value.isNumber() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
                    }));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException("not a trial result: " + line.strip(), e);
        }
    }

    private static long required(JsonNode node, String key) {
        if (!node.path(key).isNumber()) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return node.path(key).asLong();
    }

    public ObjectNode toJson() {
        ObjectNode node = Json.MAPPER
                .createObjectNode()
                .put("answered", answered)
                .put("failed", failed)
                .put("elapsedNs", elapsedNs)
                .put("userNs", userNs)
                .put("systemNs", systemNs);
        PERCENTILES.forEach((percentile, key) -> {
            if (nsByPercentile.containsKey(percentile)) {
                node.put(key, nsByPercentile.get(percentile));
            }
        });
        return node;
    }

    /** The same messages with the CPU time of another process. */
    public TrialResult withCpuTime(long otherUserNs, long otherSystemNs) {
        return new TrialResult(answered, failed, elapsedNs, otherUserNs, otherSystemNs, nsByPercentile);
    }
}
