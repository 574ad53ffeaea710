package dev.wirebench.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The benchmarks' JSON mapper. Safe for concurrent use. */
public final class Json {

    public static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** Adds median, minimum and maximum as an object; nothing if they are unknown. */
    public static void put(ObjectNode node, String key, Spread spread) {
        if (spread.isKnown()) {
            node.putObject(key)
                    .put("lowest", spread.lowest())
                    .put("median", spread.median())
                    .put("highest", spread.highest());
        }
    }
}
