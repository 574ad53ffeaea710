package dev.wirebench.model.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.wirebench.model.service.Protocol;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run keeps of the system that was its target, such as nginx. Immutable.
 *
 * @param name of the folder that describes it
 * @param title as its makers write it
 * @param version as it tells of itself
 * @param settings as they were configured, by name
 * @param differs what could not be made equal to the other systems
 * @param checks what the preflight found, in the order in which it asked
 * @param idleConnections how many were held to see what memory they take; 0 where that was not measured
 * @param bytesPerIdleConnection memory of the system's processes; {@link ResourceUsage#UNKNOWN} where it was not measured
 */
public record SystemRecord(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) String version,
        @JsonProperty(required = true) Map<String, String> settings,
        @JsonProperty(required = true) List<String> differs,
        @JsonProperty(required = true) List<Check> checks,
        @JsonProperty(required = true) int idleConnections,
        @JsonProperty(required = true) long bytesPerIdleConnection) {

    public SystemRecord {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        differs = List.copyOf(differs);
        checks = List.copyOf(checks);
    }

    /** How a check ended. */
    public enum Result {
        PASSED,
        FAILED,
        /** It says of itself that it cannot. */
        UNABLE;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One question of the preflight.
     *
     * @param what was asked, such as {@code fragments}
     * @param detail what was seen, where it did not pass; otherwise empty
     */
    public record Check(
            @JsonProperty(required = true) Protocol protocol,
            @JsonProperty(required = true) String what,
            @JsonProperty(required = true) Result result,
            @JsonProperty(required = true) String detail) {}
}
