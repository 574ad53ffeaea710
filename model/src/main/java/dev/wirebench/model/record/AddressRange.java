package dev.wirebench.model.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IP addresses that connections came from. Immutable.
 *
 * @param count how many there were
 * @param first the lowest of them
 * @param last the highest of them
 */
public record AddressRange(
        @JsonProperty(required = true) int count,
        @JsonProperty(required = true) String first,
        @JsonProperty(required = true) String last) {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,9}) addresses, (\\S+) to (\\S+)");

    /** @param sorted at least one, in ascending order */
    public static AddressRange of(List<String> sorted) {
        return new AddressRange(sorted.size(), sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /** The reverse of {@link #text}. */
    static AddressRange parse(String text) {
        Matcher many = TEXT.matcher(text);
        return many.matches()
                ? new AddressRange(Integer.parseInt(many.group(1)), many.group(2), many.group(3))
                : of(List.of(text));
    }

    /** The address, or the number of addresses, the first and the last. */
    public String text() {
        return count == 1 ? first : count + " addresses, " + first + " to " + last;
    }
}
