package dev.wirebench.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A record of the code and the part of a schema that describes it.
 *
 * @param kind what tells it from its siblings in a file; null if it has none
 * @param minimal the shortest text that the code accepts for it
 */
public record SchemaShape(SchemaDocument document, String pointer, Class<?> type, String kind, String minimal) {

    public JsonNode schema() {
        return document.part(pointer);
    }

    public JsonNode property(String key) {
        return document.part(pointer + "/properties/" + key);
    }

    public Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        schema().path("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    public Stream<RecordComponent> components() {
        return Arrays.stream(type.getRecordComponents());
    }

    /** Its name in files. */
    public static String key(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null || property.value().isEmpty() ? component.getName() : property.value();
    }

    public void hasTheKeysOfTheCode(String... derived) {
        Set<String> expected = components().map(SchemaShape::key).collect(Collectors.toCollection(TreeSet::new));
        expected.addAll(List.of(derived));
        if (kind != null) {
            expected.add("kind");
            assertThat(property("kind").path("const").asText()).isEqualTo(kind);
        }
        assertThat(keys()).as("keys of %s", this).isEqualTo(expected);
        assertThat(schema().path("additionalProperties").asText("absent")).isEqualTo("false");
    }

    public void requiresWhatTheCodeRequires() {
        Set<String> expected = components()
                .filter(component -> {
                    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
                    return property != null && property.required();
                })
                .map(SchemaShape::key)
                .collect(Collectors.toCollection(TreeSet::new));
        if (kind != null) {
            expected.add("kind");
        }
        Set<String> required = new TreeSet<>();
        schema().path("required").forEach(key -> required.add(key.asText()));
        assertThat(required).as("required keys of %s", this).isEqualTo(expected);
    }

    /** The values of an enum as they stand in files. */
    public static List<String> labels(Object... values) {
        return texts(Json.JSON.valueToTree(values));
    }

    public static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
