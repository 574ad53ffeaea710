package dev.wirebench.model.gate;

import java.util.Locale;

/** What a gate has come to, from best to worst. */
public enum Decision {
    PASS,
    /** The numbers cannot tell. */
    INCONCLUSIVE,
    FAIL;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The worse of the two. */
    public Decision and(Decision other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
