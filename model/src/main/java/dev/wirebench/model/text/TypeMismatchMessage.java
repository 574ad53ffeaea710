package dev.wirebench.model.text;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says in the words of a plan why a value cannot be taken. */
final class TypeMismatchMessage {

    static final String MISSING = "is missing";

    /** The key that says which of several forms a mapping has. */
    static final String KIND = "kind";

    private TypeMismatchMessage() {}

    static String reason(JsonMappingException e) {
        Throwable cause = e.getCause();
        if (cause instanceof InputCoercionException number) {
            boolean isInt = number.getTargetType() == int.class;
            return "must be a whole number from " + (isInt ? Integer.MIN_VALUE : Long.MIN_VALUE) + " to "
                    + (isInt ? Integer.MAX_VALUE : Long.MAX_VALUE);
        }
        if (e instanceof MismatchedInputException wrong && wrong.getTargetType() == URI.class) {
            String given = e instanceof InvalidFormatException text
                    ? ", was " + Redaction.USUAL.url("" + text.getValue())
                    : "";
            return "must be a URL such as http://host:port/path" + given;
        }
        if (cause instanceof IllegalArgumentException || cause instanceof PlanException) {
            return cause.getMessage();
        }
        if (e instanceof InvalidTypeIdException kind) {
            return kind(kind);
        }
        if (e.getOriginalMessage().startsWith("Missing required creator property")) {
            return MISSING;
        }
        return insteadOf(e).orElse("is not what can stand here");
    }

    private static Optional<String> insteadOf(JsonMappingException e) {
        Class<?> type = e instanceof MismatchedInputException wrong ? wrong.getTargetType() : null;
        if (type == null) {
            return Optional.empty();
        }
        String given = e instanceof InvalidFormatException wrong ? String.valueOf(wrong.getValue()) : null;
        if (type.isEnum()) {
            List<String> choices = Arrays.stream(type.getEnumConstants())
                    .map(choice -> Json.JSON.convertValue(choice, String.class))
                    .toList();
            return Optional.of(oneOf(choices, given));
        }
        return form(type).map(form -> "must be " + form);
    }

    private static Optional<String> form(Class<?> type) {
        if (type.isAnnotationPresent(WrittenAs.class)) {
            return Optional.of(type.getAnnotation(WrittenAs.class).value());
        }
        if (Collection.class.isAssignableFrom(type)) {
            return Optional.of("a list");
        }
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return Optional.of("a whole number");
        }
        if (type == Double.class || type == double.class) {
            return Optional.of("a number");
        }
        if (type == Boolean.class || type == boolean.class) {
            return Optional.of("true or false");
        }
        if (type == String.class) {
            return Optional.of("text; in quotes, if it looks like something else");
        }
        boolean isMapping = type.isRecord() || type.isInterface() || Map.class.isAssignableFrom(type);
        return isMapping ? Optional.of("a mapping of keys to values") : Optional.empty();
    }

    private static String kind(InvalidTypeIdException e) {
        Class<?> base = e.getBaseType().getRawClass();
        List<String> kinds = Arrays.stream(
                        base.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::name)
                .toList();
        return KIND + " " + oneOf(kinds, e.getTypeId());
    }

    private static String oneOf(List<String> choices, String given) {
        return "must be one of " + String.join(", ", choices)
                + (given == null ? "" : ", was '" + given + "'" + Similar.hint(given, choices));
    }
}
