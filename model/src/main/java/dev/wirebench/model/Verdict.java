package dev.wirebench.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Whether a run's numbers can be trusted, and if not, why. Only VALID runs are judged. Immutable. */
public record Verdict(
        @JsonProperty(required = true) Validity validity,
        @JsonProperty(required = true) List<String> reasons) {

    public static final Verdict VALID = new Verdict(Validity.VALID, List.of());

    /** From sound to unusable. */
    public enum Validity {
        VALID,
        /** The generator, not the target, set the pace. */
        SATURATED,
        /** Something else than load and target shaped the numbers. */
        DISTURBED,
        /** The run ended before its plan did. */
        PARTIAL
    }

    public Verdict {
        reasons = List.copyOf(reasons);
        if ((validity == Validity.VALID) != reasons.isEmpty()) {
            throw new IllegalArgumentException(
                    "a verdict has reasons unless it is VALID, was " + validity + " " + reasons);
        }
    }

    public boolean isValid() {
        return validity == Validity.VALID;
    }
}
