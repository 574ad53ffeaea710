package dev.wirebench.report.anatomy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What bytes were paid for. */
public enum Stage {
    /** Once per connection: it begins. */
    OPENING,
    /** A message, or the answer to it. */
    MESSAGE,
    /** Nothing had been asked: the other end spoke of its own accord, or was answered when it did. */
    UNASKED,
    /** Once per connection: it ends. */
    CLOSING;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
