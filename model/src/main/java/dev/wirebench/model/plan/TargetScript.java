package dev.wirebench.model.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.wirebench.model.text.Json;
import dev.wirebench.model.text.Require;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * What a scripted target does with the messages of one wire, in the order in which it receives them. Immutable.
 *
 * @param service how long the work on each message takes
 * @param server whether messages are worked on at once, or one after the other
 * @param stall when nothing is worked on at all; null for never
 * @param unansweredEvery every so many-th message gets no answer; null for none
 */
public record TargetScript(
        @JsonProperty(required = true) Service service, Server server, Stall stall, Integer unansweredEvery) {

    private static final double MAX_MS = 60_000;

    public TargetScript {
        Require.present("service", service);
        server = server == null ? Server.PARALLEL : server;
        if (unansweredEvery != null) {
            Require.inRange("unansweredEvery", unansweredEvery, 1, 1_000_000);
        }
    }

    /** Every message is worked on at once. */
    public static TargetScript parallel(Service service) {
        return new TargetScript(service, Server.PARALLEL, null, null);
    }

    /** Messages are worked on one after the other. */
    public static TargetScript fifo(Service service) {
        return new TargetScript(service, Server.FIFO, null, null);
    }

    public TargetScript withStall(Stall other) {
        return new TargetScript(service, server, other, unansweredEvery);
    }

    public TargetScript withUnansweredEvery(int messages) {
        return new TargetScript(service, server, stall, messages);
    }

    /** How many messages are worked on at a time. */
    public enum Server {
        /** Every message at once. */
        PARALLEL,
        /** One, in the order of receipt. */
        FIFO;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A pause that comes back: the last {@code forSeconds} of every {@code everySeconds}, counted from the script's start.
     * Work under way stands still in it.
     */
    public record Stall(
            @JsonProperty(required = true) double everySeconds,
            @JsonProperty(required = true) double forSeconds) {

        public Stall {
            Require.positive("everySeconds", everySeconds, 600);
            Require.positive("forSeconds", forSeconds, 300);
            if (forSeconds >= everySeconds) {
                throw new IllegalArgumentException(
                        "forSeconds must be below everySeconds (" + everySeconds + "), was " + forSeconds);
            }
        }

        public long everyNs() {
            return Math.round(everySeconds * 1e9);
        }

        public long forNs() {
            return Math.round(forSeconds * 1e9);
        }
    }

    /** How long the work on a message takes. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Constant.class, name = "constant"),
        @JsonSubTypes.Type(value = Table.class, name = "table"),
        @JsonSubTypes.Type(value = Exponential.class, name = "exponential")
    })
    public sealed interface Service {

        /** Begins the sequence of service times, in nanoseconds; the same each time. Confined to one thread. */
        LongSupplier times();
    }

    /** Always the same. */
    public record Constant(@JsonProperty(required = true) double ms) implements Service {

        public Constant {
            Require.notNegative("ms", ms, MAX_MS);
        }

        @Override
        public LongSupplier times() {
            long ns = toNs(ms);
            return () -> ns;
        }
    }

    /** Steps in turn, and then from the first again. */
    public record Table(@JsonProperty(required = true) List<Step> steps) implements Service {

        public Table {
            steps = List.copyOf(Require.notEmpty("steps", steps));
        }

        @Override
        public LongSupplier times() {
            return new LongSupplier() {
                private int step;
                private int done;

                @Override
                public long getAsLong() {
                    if (done == steps.get(step).messages()) {
                        step = (step + 1) % steps.size();
                        done = 0;
                    }
                    done++;
                    return toNs(steps.get(step).ms());
                }
            };
        }
    }

    /** So many messages in a row that take equally long. */
    public record Step(
            @JsonProperty(required = true) int messages,
            @JsonProperty(required = true) double ms) {

        public Step {
            Require.inRange("messages", messages, 1, 1_000_000);
            Require.notNegative("ms", ms, MAX_MS);
        }
    }

    /** Independent and exponentially distributed: -ln(1 - u) * mean with u uniform in [0, 1). */
    public record Exponential(@JsonProperty(required = true) double meanMs, Long seed) implements Service {

        public static final long DEFAULT_SEED = 1;

        public Exponential(double meanMs) {
            this(meanMs, DEFAULT_SEED);
        }

        @JsonCreator
        public Exponential {
            Require.positive("meanMs", meanMs, MAX_MS);
            seed = seed == null ? DEFAULT_SEED : seed;
        }

        @Override
        public LongSupplier times() {
            SplittableRandom random = new SplittableRandom(seed);
            return () -> toNs(-Math.log(1 - random.nextDouble()) * meanMs);
        }
    }

    public String toJson() {
        try {
            return Json.JSON
                    .writer()
                    .without(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalArgumentException if the text is not what {@link #toJson} writes */
    public static TargetScript parse(String json) {
        try {
            return Json.JSON.readValue(json, TargetScript.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a script: " + Json.problem(e), e);
        }
    }

    private static long toNs(double ms) {
        return Math.round(ms * 1e6);
    }
}
