package dev.wirebench.benchmark.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * What one contender did in one round; as a line of JSON it is what our generator's process and the bare client print.
 * Immutable.
 *
 * @param elapsedNs in which the messages were answered
 * @param userNs processor time, of the client or of the target, as the row says; {@code systemNs} likewise
 * @param p50Ns of the round trips, and for a rate from the intended send; null where it is not measured, as the others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Figures(
        @JsonProperty(required = true) long answered,
        @JsonProperty(required = true) long failed,
        @JsonProperty(required = true) long elapsedNs,
        @JsonProperty(required = true) long userNs,
        @JsonProperty(required = true) long systemNs,
        Long p50Ns,
        Long p90Ns,
        Long p99Ns,
        Long p999Ns) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws IOException if the line is something else, naming it */
    public static Figures parse(String line) throws IOException {
        try {
            Figures figures = JSON.readValue(line, Figures.class);
            if (figures == null) {
                throw new IOException("no figures: " + line);
            }
            return figures;
        } catch (JsonProcessingException e) {
            throw new IOException("no figures: " + line.strip(), e);
        }
    }

    public String toLine() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same messages with the processor time of another process. */
    Figures withProcessorTime(long otherUserNs, long otherSystemNs) {
        return new Figures(answered, failed, elapsedNs, otherUserNs, otherSystemNs, p50Ns, p90Ns, p99Ns, p999Ns);
    }
}
