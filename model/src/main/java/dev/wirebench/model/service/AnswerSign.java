package dev.wirebench.model.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.wirebench.model.text.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What tells an answer from other messages of a service; exactly one of the first four. Immutable.
 *
 * @param prefix the text that an answer begins with, as UTF-8; 1 to 256 characters
 * @param field the member that an answer has, which is a JSON object
 * @param pointer what an answer has, which is JSON: an RFC 6901 pointer of at least one part
 * @param sequence true: an answer has the sequence number of the message in it, the 16 digits that a generated payload
 *     begins with
 * @param value what stands at {@code field} or {@code pointer}: text, a number, true, false or null; without it,
 *     whatever stands there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnswerSign(
        String prefix,
        String field,
        String pointer,
        Boolean sequence,
        @JsonProperty("equals") JsonNode value) {

    /** Of an answer that is read as JSON; a longer message is none. */
    public static final int MAX_JSON_BYTES = 64 * 1024;

    private static final int MAX_PREFIX = 256;
    private static final int MAX_PARTS = 32;

    public AnswerSign {
        long given = Stream.of(prefix, field, pointer, sequence)
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            throw new IllegalArgumentException(
                    "answer must have exactly one of prefix, field, pointer and sequence, had " + given);
        }
        if (prefix != null) {
            Require.inRange("length of prefix", prefix.length(), 1, MAX_PREFIX);
        }
        if (Boolean.FALSE.equals(sequence)) {
            throw new IllegalArgumentException("sequence must be true, or absent");
        }
        if (pointer != null && !pointer.matches("(/([^/~]|~[01])*){1," + MAX_PARTS + "}")) {
            throw new IllegalArgumentException("pointer must be a JSON pointer of 1 to " + MAX_PARTS
                    + " parts such as /data/id, was '" + pointer + "'");
        }
        if (value != null && (prefix != null || sequence != null || !value.isValueNode())) {
            throw new IllegalArgumentException(
                    "equals must be text, a number, true, false or null, beside field or pointer");
        }
    }

    /** The sign, or null if it asks for the sequence number, which no body has in it. */
    static AnswerSign of(AnswerSign sign, String body) {
        return sign != null && sign.sequence != null && body != null ? null : sign;
    }

    /** @throws IllegalArgumentException if the sign is the sequence number and the body, the same in every message, has none */
    static void requireFits(AnswerSign sign, String body) {
        if (sign != null && sign.sequence != null && body != null) {
            throw new IllegalArgumentException(
                    "answer.sequence needs the plan's payload, which has the number in it, and there is a body");
        }
    }

    /** The way from the whole to what {@code field} or {@code pointer} names; empty without either. */
    public List<String> path() {
        if (field != null) {
            return List.of(field);
        }
        List<String> parts = new ArrayList<>();
        if (pointer != null) {
            for (JsonPointer at = JsonPointer.compile(pointer); !at.matches(); at = at.tail()) {
                parts.add(at.getMatchingProperty());
            }
        }
        return parts;
    }
}
