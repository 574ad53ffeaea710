package dev.wirebench.model.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which addresses connections to a loopback target come from; see docs/decisions/0004-source-ports.md. */
public enum SourceAddresses {
    /** 127.0.0.1, and further addresses of 127.0.0.0/8 only when its ports run short. */
    AUTO,
    /** 127.0.0.1 alone. */
    ONE,
    /** Many addresses of 127.0.0.0/8 in turn. */
    MANY;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
