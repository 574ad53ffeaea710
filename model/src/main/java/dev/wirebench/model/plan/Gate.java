package dev.wirebench.model.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.wirebench.model.text.Require;
import dev.wirebench.model.text.WrittenAs;
import java.util.Locale;

/**
 * A rule that a run must keep, as it stands in a plan: a text, or with what to do where the numbers cannot tell. Immutable.
 *
 * @param text the rule; see docs/gates.md
 */
@WrittenAs("a rule such as 'p99 < 2 ms', or {rule: 'p99 < 2 ms', onInconclusive: pass}")
public record Gate(
        @JsonProperty(value = "rule", required = true) String text, OnInconclusive onInconclusive) {

    public static final OnInconclusive DEFAULT_ON_INCONCLUSIVE = OnInconclusive.REPORT;

    /** What becomes of a gate that the numbers cannot decide. */
    public enum OnInconclusive {
        /** It has an exit code of its own. */
        REPORT,
        /** As if it had been passed. */
        PASS,
        /** As if it had failed. */
        FAIL;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws IllegalArgumentException if it is not a rule, naming what is wrong and what is allowed */
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public Gate(
            @JsonProperty(value = "rule", required = true) String text,
            @JsonProperty("onInconclusive") OnInconclusive onInconclusive) {
        Require.present("rule", text);
        GateRule.parse(text);
        this.text = text.strip();
        this.onInconclusive = onInconclusive == null ? DEFAULT_ON_INCONCLUSIVE : onInconclusive;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Gate of(String text) {
        return new Gate(text, DEFAULT_ON_INCONCLUSIVE);
    }

    @JsonIgnore
    public GateRule rule() {
        return GateRule.parse(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
