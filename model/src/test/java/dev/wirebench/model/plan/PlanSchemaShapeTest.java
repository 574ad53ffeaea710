package dev.wirebench.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.model.service.AnswerSign;
import dev.wirebench.model.service.Framing;
import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.RawService;
import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.SocketIoService;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.service.WebSocketService;
import dev.wirebench.model.text.Json;
import dev.wirebench.model.text.SchemaDocument;
import dev.wirebench.model.text.SchemaShape;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Keys, defaults and ranges of the plan's schema are those of the code; the code is asked, not its source. */
class PlanSchemaShapeTest {

    private static final String MINIMAL = """
            {"name": "x", "cells": ["raw-10"], "load": [{"kind": "closed", "connections": 20000}],
             "phases": {"warmUpSeconds": 0, "measurementSeconds": 1}}
            """;

    static final List<SchemaShape> SHAPES = List.of(
            shape("", Plan.class, null, MINIMAL),
            shape("/$defs/phases", Phases.class, null, "{\"warmUpSeconds\": 0, \"measurementSeconds\": 1}"),
            shape(
                    "/$defs/open",
                    Load.Open.class,
                    "open",
                    "{\"kind\": \"open\", \"ratePerSecond\": 1, \"connections\": 1}"),
            shape("/$defs/closed", Load.Closed.class, "closed", "{\"kind\": \"closed\", \"connections\": 1}"),
            shape("/$defs/script", TargetScript.class, null, "{\"service\": {\"kind\": \"constant\", \"ms\": 1}}"),
            shape("/$defs/stall", TargetScript.Stall.class, null, "{\"everySeconds\": 600, \"forSeconds\": 0.00001}"),
            shape(
                    "/$defs/constantService",
                    TargetScript.Constant.class,
                    "constant",
                    "{\"kind\": \"constant\", \"ms\": 1}"),
            shape(
                    "/$defs/tableService",
                    TargetScript.Table.class,
                    "table",
                    "{\"kind\": \"table\", \"steps\": [{\"messages\": 1, \"ms\": 1}]}"),
            shape("/$defs/step", TargetScript.Step.class, null, "{\"messages\": 1, \"ms\": 1}"),
            shape(
                    "/$defs/exponentialService",
                    TargetScript.Exponential.class,
                    "exponential",
                    "{\"kind\": \"exponential\", \"meanMs\": 1}"),
            shape("/$defs/gate", Gate.class, null, "{\"rule\": \"failed == 0\"}"),
            shape("/$defs/baseline", Baseline.class, null, "{}"),
            shape(
                    "/$defs/sweep",
                    Sweep.class,
                    null,
                    "{\"fromPerSecond\": 0.00001, \"toPerSecond\": 1000000, \"connections\": 1}"),
            shape("/$defs/http", HttpService.class, null, "{\"url\": \"http://localhost\"}"),
            shape("/$defs/websocket", WebSocketService.class, null, "{\"url\": \"ws://localhost\"}"),
            shape("/$defs/raw", RawService.class, null, "{\"url\": \"tcp://localhost:1\"}"),
            shape(
                    "/$defs/socketIo",
                    SocketIoService.class,
                    null,
                    "{\"url\": \"ws://localhost/?EIO=4&transport=websocket\"}"),
            shape("/$defs/answer", AnswerSign.class, null, "{\"field\": \"x\"}"),
            shape("/$defs/lengthPrefix", Framing.LengthPrefix.class, "length-prefix", "{\"kind\": \"length-prefix\"}"),
            shape(
                    "/$defs/delimiter",
                    Framing.Delimiter.class,
                    "delimiter",
                    "{\"kind\": \"delimiter\", \"delimiter\": \"x\"}"),
            shape(
                    "/$defs/fixedSize",
                    Framing.FixedSize.class,
                    "fixed-size",
                    "{\"kind\": \"fixed-size\", \"bytes\": 1}"));

    /** Their defaults depend on other keys, so that no one value can stand in the schema. */
    private static final Set<String> DEPENDENT = Set.of("drainSeconds", "check");

    private static SchemaShape shape(String pointer, Class<?> type, String kind, String minimal) {
        return new SchemaShape(SchemaDocument.PLAN, pointer, type, kind, minimal);
    }

    @Test
    void everyRecordOfAPlanIsCompared() {
        Stream<Class<?>> variants = Stream.of(Load.class, Framing.class, TargetScript.Service.class)
                .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()));
        Stream<Class<?>> parts = Stream.of(Plan.class, TargetScript.class)
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .<Class<?>>map(RecordComponent::getType)
                .filter(type -> type.isRecord() && type != Target.class);
        Stream<Class<?>> services = Stream.of(Protocol.values()).map(Protocol::serviceType);
        assertThat(SHAPES)
                .extracting(SchemaShape::type)
                .containsAll(Stream.of(variants, parts, services)
                        .flatMap(types -> types)
                        .toList());
    }

    @Test
    void theKeysOfATargetAreTheLabelsOfTheProtocols() {
        SchemaShape target = shape("/$defs/target", Target.class, null, "{}");
        assertThat(target.keys()).containsExactlyInAnyOrderElementsOf(Protocol.labels());
        assertThat(target.schema().path("additionalProperties").asText("absent"))
                .isEqualTo("false");
        everyKeyIsExplainedAndSaysItsDefault(target);
    }

    @Test
    void theSchemaIsPublishedUnderTheNameThatTheRecordRefersTo() {
        assertThat(SchemaDocument.PLAN.tree().path("$id").asText()).isEqualTo(SchemaDocument.PLAN.id());
    }

    @ParameterizedTest
    @FieldSource("SHAPES")
    void keysAreThoseOfTheCode(SchemaShape shape) {
        shape.hasTheKeysOfTheCode();
        shape.requiresWhatTheCodeRequires();
    }

    @ParameterizedTest
    @FieldSource("SHAPES")
    void everyKeyIsExplainedAndSaysItsDefault(SchemaShape shape) {
        for (String key : shape.keys()) {
            JsonNode property = shape.property(key);
            String description = property.path("description").asText();
            assertThat(property.path("title").asText()).as("title of %s", key).isNotEmpty();
            assertThat(description)
                    .as("description of %s", key)
                    .matches("(?s).*(Required\\.|Default: .*\\.|Needed .*\\.)");
            JsonNode value = property.path("default");
            if (value.isValueNode()) {
                assertThat(description).contains("Default: " + value.asText());
            }
        }
    }

    @ParameterizedTest
    @FieldSource("SHAPES")
    void defaultsAreThoseOfTheCode(SchemaShape shape) throws JsonProcessingException {
        JsonNode minimal = Json.JSON.readTree(shape.minimal());
        Object filledIn = Json.JSON.treeToValue(minimal, shape.type());
        shape.components()
                .filter(component -> !minimal.has(SchemaShape.key(component)))
                .filter(component -> !DEPENDENT.contains(component.getName()))
                .forEach(component -> assertThat(
                                plain(shape.property(SchemaShape.key(component)).get("default")))
                        .as("default of %s", component.getName())
                        .isEqualTo(plain(valueOf(component, filledIn))));
    }

    private static JsonNode valueOf(RecordComponent component, Object of) {
        try {
            Object value = component.getAccessor().invoke(of);
            return value == null ? null : Json.JSON.valueToTree(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @FieldSource("SHAPES")
    void rangesAreThoseOfTheCode(SchemaShape shape) throws JsonProcessingException {
        for (String key : shape.keys()) {
            JsonNode property = shape.property(key);
            if (property.path("type").asText().matches("integer|number")) {
                BigDecimal step =
                        property.path("type").asText().equals("integer") ? BigDecimal.ONE : new BigDecimal("0.0001");
                BigDecimal max = property.required("maximum").decimalValue();
                assertAccepted(shape, key, max);
                assertRefused(shape, key, max.add(step));
                if (property.has("exclusiveMinimum")) {
                    BigDecimal border = property.required("exclusiveMinimum").decimalValue();
                    assertAccepted(shape, key, border.add(step));
                    assertRefused(shape, key, border);
                } else {
                    BigDecimal min = property.required("minimum").decimalValue();
                    assertAccepted(shape, key, min);
                    assertRefused(shape, key, min.subtract(step));
                }
            }
        }
    }

    @Test
    void theDelimitersLengthIsThatOfTheCode() {
        JsonNode delimiter = SchemaDocument.PLAN.part("/$defs/delimiter/properties/delimiter");
        assertThat(delimiter.path("minLength").asInt()).isEqualTo(1);
        String longest = "x".repeat(delimiter.path("maxLength").asInt());
        assertThat(new Framing.Delimiter(longest).delimiter()).isEqualTo(longest);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Framing.Delimiter(longest + "x"));
    }

    @Test
    void choicesAreThoseOfTheCode() {
        assertThat(choices("/$defs/open/properties/arrivals"))
                .isEqualTo(SchemaShape.labels((Object[]) Load.Arrivals.values()));
        assertThat(choices("/properties/idleStrategy")).isEqualTo(SchemaShape.labels((Object[]) IdleStrategy.values()));
        assertThat(choices("/$defs/script/properties/server"))
                .isEqualTo(SchemaShape.labels((Object[]) TargetScript.Server.values()));
        assertThat(choices("/$defs/gate/properties/onInconclusive"))
                .isEqualTo(SchemaShape.labels((Object[]) Gate.OnInconclusive.values()));
        assertThat(choices("/$defs/check")).isEqualTo(SchemaShape.labels((Object[]) Service.Check.values()));
        assertThat(choices("/$defs/websocket/properties/message"))
                .isEqualTo(SchemaShape.labels((Object[]) Service.MessageType.values()));
    }

    private static List<String> choices(String pointer) {
        return SchemaShape.texts(SchemaDocument.PLAN.part(pointer).path("enum"));
    }

    private static void assertAccepted(SchemaShape shape, String key, BigDecimal value) throws JsonProcessingException {
        assertThat(Json.JSON.readValue(with(shape, key, value), shape.type())).isNotNull();
    }

    private static void assertRefused(SchemaShape shape, String key, BigDecimal value) {
        assertThatExceptionOfType(JsonProcessingException.class)
                .as("%s: %s", key, value)
                .isThrownBy(() -> Json.JSON.readValue(with(shape, key, value), shape.type()))
                .satisfies(e -> assertThat(e instanceof JsonMappingException
                                || e.getMessage().contains("out of range"))
                        .as(e.toString())
                        .isTrue());
    }

    private static String with(SchemaShape shape, String key, BigDecimal value) throws JsonProcessingException {
        ObjectNode node = (ObjectNode) Json.JSON.readTree(shape.minimal());
        return node.set(key, DecimalNode.valueOf(value)).toString();
    }

    /** 2 and 2.0 are the same default. */
    private static Object plain(JsonNode value) {
        return value != null && value.isNumber() ? value.decimalValue().stripTrailingZeros() : value;
    }
}
