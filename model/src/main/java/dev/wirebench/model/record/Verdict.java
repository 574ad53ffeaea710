package dev.wirebench.model.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

    /** Of runs that belong together: as bad as the worst, with everything that is wrong with any. @param runs by name */
    public static Verdict ofAll(Map<String, Verdict> runs) {
        Validity worst = Validity.VALID;
        List<String> reasons = new ArrayList<>();
        for (Map.Entry<String, Verdict> run : runs.entrySet()) {
            Verdict verdict = run.getValue();
            worst = verdict.validity.compareTo(worst) > 0 ? verdict.validity : worst;
            verdict.reasons.forEach(reason -> reasons.add(run.getKey() + ": " + reason));
        }
        return new Verdict(worst, reasons);
    }

    public boolean isValid() {
        return validity == Validity.VALID;
    }
}
