package dev.wirebench.report.anatomy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which way bytes went. */
public enum Direction {
    /** From the generator to the target. */
    UP,
    /** From the target to the generator. */
    DOWN;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
