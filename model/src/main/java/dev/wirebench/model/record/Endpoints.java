package dev.wirebench.model.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.RawService;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.service.WebSocketService;
import dev.wirebench.model.text.Json;
import java.net.URI;

/**
 * Where a running targets' process listens; the one line of JSON it prints when it is ready. Immutable.
 *
 * @param http root of the HTTP service: {@code POST /echo}, {@code GET /bytes/{n}}
 * @param websocket the echo endpoint itself
 * @param raw echoes messages with a 4-byte big-endian length
 * @param listener answers nothing and prints what it receives
 */
public record Endpoints(
        @JsonProperty(required = true) long pid,
        @JsonProperty(required = true) URI http,
        @JsonProperty(required = true) URI websocket,
        @JsonProperty(required = true) URI raw,
        @JsonProperty(required = true) URI listener) {

    public String toLine() {
        try {
            return Json.JSON
                    .writer()
                    .without(com.fasterxml.jackson.databind.SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalArgumentException if the line is not what {@link #toLine} writes */
    public static Endpoints parse(String line) {
        try {
            return Json.JSON.readValue(line, Endpoints.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a ready line: " + line, e);
        }
    }

    /** The echo services as a plan would name them. */
    public Target toTarget() {
        return Target.of(new HttpService(http.resolve("/echo")), new WebSocketService(websocket), new RawService(raw));
    }
}
