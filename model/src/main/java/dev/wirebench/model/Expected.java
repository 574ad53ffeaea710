package dev.wirebench.model;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in the words of a plan what should have stood where there is a value of another kind. */
final class Expected {

    private Expected() {}

    /** Empty if it is not the kind of value that is wrong. */
    static Optional<String> insteadOf(JsonMappingException e) {
        boolean isKind = e instanceof MismatchedInputException
                && !(e instanceof InvalidTypeIdException)
                && e.getOriginalMessage().startsWith("Cannot ");
        Class<?> type = isKind ? ((MismatchedInputException) e).getTargetType() : null;
        if (type == null) {
            return Optional.empty();
        }
        if (type.isEnum()) {
            String given = e instanceof InvalidFormatException wrong ? ", was '" + wrong.getValue() + "'" : "";
            return Optional.of("must be one of " + choices(type) + given);
        }
        return form(type).map(form -> "must be " + form);
    }

    private static Optional<String> form(Class<?> type) {
        if (type == Gate.class) {
            return Optional.of("a rule such as 'p99 < 2 ms', or {rule: 'p99 < 2 ms', onInconclusive: pass}");
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
        return type.isRecord() && type != Cell.class ? Optional.of("a mapping of keys to values") : Optional.empty();
    }

    private static String choices(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(choice -> Json.JSON.convertValue(choice, String.class))
                .collect(Collectors.joining(", "));
    }
}
