package dev.wirebench.model.text;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.regex.Pattern;

/** How plans and records are read and written: strictly, so that a misspelt key is an error. */
public final class Json {

    public static final ObjectMapper JSON = strict(JsonMapper.builder())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    public static final ObjectMapper YAML = strict(YAMLMapper.builder()).build();

    /** Names of its methods, and where in what source a bracket was opened. */
    private static final Pattern BY_LIBRARY = Pattern.compile(",? from `[^`]*`| ?\\([^()]*\\[Source:.*\\)");

    private Json() {}

    private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> B strict(B builder) {
        return builder.addModule(new JavaTimeModule())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.AUTO_DETECT_IS_GETTERS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS));
    }

    /** What is wrong with a document that programs write, without a word about the library that reads it. */
    public static String problem(JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            StringBuilder pointer = new StringBuilder();
            for (JsonMappingException.Reference step : mapping.getPath()) {
                pointer.append(YamlTree.step(step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName()));
            }
            boolean isUnknown = e instanceof UnrecognizedPropertyException;
            return YamlTree.dotted(pointer.toString()) + ": "
                    + (isUnknown ? "is not a key of this format" : TypeMismatchMessage.reason(mapping));
        }
        String first = e.getOriginalMessage().lines().findFirst().orElse("");
        return Reason.withoutClassNames(BY_LIBRARY.matcher(first).replaceAll(""));
    }
}
