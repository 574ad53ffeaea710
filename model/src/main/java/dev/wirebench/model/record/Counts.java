package dev.wirebench.model.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.wirebench.model.plan.Outcome;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How the intended messages ended, in messages. Immutable. */
public record Counts(
        @JsonProperty(required = true) long intended,
        @JsonProperty(required = true) long answered,
        @JsonProperty(required = true) Map<Outcome, Long> failed,
        @JsonProperty(required = true) long timedOut,
        @JsonProperty(required = true) long unfinished) {

    public static final Counts NONE = new Counts(0, 0, Map.of(), 0, 0);

    /** @throws IllegalStateException if the endings do not add up to {@code intended} */
    public Counts {
        Map<Outcome, Long> sorted = new EnumMap<>(Outcome.class);
        sorted.putAll(failed);
        failed = Collections.unmodifiableMap(sorted);
        long ended = answered + sum(failed) + timedOut + unfinished;
        if (ended != intended) {
            throw new IllegalStateException("accounting error: " + intended + " messages intended, but " + ended
                    + " ended (answered " + answered + ", failed " + failed + ", timed out " + timedOut
                    + ", unfinished " + unfinished + ")");
        }
    }

    @JsonIgnore
    public long failures() {
        return sum(failed);
    }

    /**
     * What a block that the generator spoilt says about the target all the same: without failures of the generator's own side,
     * and without what it left unfinished.
     */
    Counts ofTarget() {
        Map<Outcome, Long> ofTarget = new EnumMap<>(Outcome.class);
        ofTarget.putAll(failed);
        ofTarget.keySet().removeIf(Outcome::isOwn);
        return new Counts(answered + sum(ofTarget) + timedOut, answered, ofTarget, timedOut, 0);
    }

    public Counts plus(Counts other) {
        Map<Outcome, Long> sum = new EnumMap<>(Outcome.class);
        sum.putAll(failed);
        other.failed.forEach((outcome, count) -> sum.merge(outcome, count, Long::sum));
        return new Counts(
                intended + other.intended,
                answered + other.answered,
                sum,
                timedOut + other.timedOut,
                unfinished + other.unfinished);
    }

    private static long sum(Map<Outcome, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
