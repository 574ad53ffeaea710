package dev.wirebench.model.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.RunRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One of the JSON schemas that are published with the code: as a validator, and as the tree it is written as. */
public enum SchemaDocument {
    PLAN("plan"),
    RECORD("record");

    private final String id;
    private final String text;
    private final JsonNode tree;

    SchemaDocument(String name) {
        id = "https://wirebench.dev/schema/" + name + "-" + RunRecord.FORMAT + ".json";
        try (InputStream in = Plan.class.getResourceAsStream(name + ".schema.json")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            tree = Json.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String id() {
        return id;
    }

    public JsonNode tree() {
        return tree;
    }

    public List<String> complaints(String document, InputFormat format) {
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        registry -> registry.schemas(Map.of(PLAN.id, PLAN.text, RECORD.id, RECORD.text)))
                .getSchema(SchemaLocation.of(id))
                .validate(document, format)
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** The part at a JSON pointer; what it says itself goes before what it refers to. */
    public JsonNode part(String pointer) {
        JsonNode part = tree.at(pointer);
        String reference = part.path("$ref").asText();
        if (reference.isEmpty()) {
            return part;
        }
        String[] place = reference.split("#", 2);
        SchemaDocument document = place[0].isEmpty() ? this : PLAN;
        ObjectNode merged = document.part(place.length > 1 ? place[1] : "").deepCopy();
        return merged.setAll((ObjectNode) part);
    }
}
