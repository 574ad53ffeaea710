package dev.wirebench.model.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a worker of the NIO generator does until its next message is due; see docs/decisions/0003-waiting.md. */
public enum IdleStrategy {
    /** It never sleeps: the most punctual on a processor of its own, and costs all of it. */
    SPIN,
    /** It sleeps, is woken a little before a send, and spins for the rest and for an answer that is likely to be near. */
    HYBRID,
    /** It sleeps until a send is due or an answer is there: the cheapest, and tens of microseconds late. */
    SLEEP;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
