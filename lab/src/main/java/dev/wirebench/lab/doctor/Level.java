package dev.wirebench.lab.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a finding means for a measurement. */
public enum Level {
    /** It shapes no number. */
    OK,
    /** It may shape numbers; they can be compared within a run. */
    WARNING,
    /** It would distort what is measured, or make the run one that is not VALID. */
    PROBLEM,
    /** This machine does not say. */
    UNKNOWN;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
