package dev.wirebench.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What to measure: the whole input of a run. Immutable; keys, ranges and defaults are described in docs/formats.md and
 * {@code plan.schema.json}.
 *
 * @param target the services to measure; without them, embedded targets are started for the run
 * @param script what the embedded targets do instead of echoing at once; null to echo at once
 * @param allowedHosts hosts besides loopback that load may go to
 * @param cells measured in every round of blocks, in shuffled order
 * @param load each cell is measured under each of these
 * @param payloadBytes size of the message, where the target names no body of its own
 * @param gatling how long Gatling measures each cell; without it, Gatling uses {@code phases}
 * @param blocks how many blocks each cell is measured in
 * @param workers threads of the NIO generator, each with its own share of connections and messages
 * @param idleStrategy what the workers do until their next message is due
 * @param seed of everything random: arrivals, order of blocks, payload, masking keys
 */
public record Plan(
        @JsonProperty(required = true) String name,
        Target target,
        Script script,
        List<String> allowedHosts,
        @JsonProperty(required = true) List<Cell> cells,
        @JsonProperty(required = true) List<Load> load,
        Integer payloadBytes,
        @JsonProperty(required = true) Phases phases,
        Phases gatling,
        Integer blocks,
        Integer workers,
        IdleStrategy idleStrategy,
        Long seed) {

    public static final int DEFAULT_PAYLOAD_BYTES = 64;
    public static final int DEFAULT_BLOCKS = 1;
    public static final int DEFAULT_WORKERS = 1;
    public static final IdleStrategy DEFAULT_IDLE_STRATEGY = IdleStrategy.HYBRID;
    public static final long DEFAULT_SEED = 1;

    /** @throws IllegalArgumentException naming the key, what is allowed, and what was given */
    public Plan {
        Require.present("name", name);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException(
                    "name must be 1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or digit, was '"
                            + name + "'");
        }
        allowedHosts = allowedHosts == null ? List.of() : List.copyOf(allowedHosts);
        cells = List.copyOf(Require.notEmpty("cells", cells));
        load = List.copyOf(Require.notEmpty("load", load));
        requireDistinct("cells", cells);
        requireDistinct("load", load.stream().map(Load::label).toList());
        payloadBytes = payloadBytes == null ? DEFAULT_PAYLOAD_BYTES : payloadBytes;
        Require.inRange("payloadBytes", payloadBytes, 0, Target.MAX_BODY_BYTES);
        Require.present("phases", phases);
        blocks = blocks == null ? DEFAULT_BLOCKS : blocks;
        Require.inRange("blocks", blocks, 1, 1000);
        workers = workers == null ? DEFAULT_WORKERS : workers;
        Require.inRange("workers", workers, 1, 64);
        for (Load each : load) {
            if (each.connections() < workers) {
                throw new IllegalArgumentException("connections must be at least the number of workers (" + workers
                        + "), was " + each.connections());
            }
        }
        idleStrategy = idleStrategy == null ? DEFAULT_IDLE_STRATEGY : idleStrategy;
        seed = seed == null ? DEFAULT_SEED : seed;
        if (target != null && script != null) {
            throw new IllegalArgumentException(
                    "script belongs to the embedded targets, so it cannot stand beside target");
        }
        if (target != null) {
            requireServed(target, cells);
            requireAllowed(target, allowedHosts);
        }
    }

    /** The same plan with other cells. */
    public Plan withCells(List<Cell> chosen) {
        return new Plan(
                name,
                target,
                script,
                allowedHosts,
                chosen,
                load,
                payloadBytes,
                phases,
                gatling,
                blocks,
                workers,
                idleStrategy,
                seed);
    }

    Plan redacted() {
        Target shown = target == null ? null : target.redacted();
        return new Plan(
                name,
                shown,
                script,
                allowedHosts,
                cells,
                load,
                payloadBytes,
                phases,
                gatling,
                blocks,
                workers,
                idleStrategy,
                seed);
    }

    private static void requireDistinct(String key, List<?> values) {
        Set<Object> seen = new HashSet<>();
        for (Object value : values) {
            if (!seen.add(value)) {
                throw new IllegalArgumentException(key + " must be distinct, but " + value + " stands twice");
            }
        }
    }

    private static void requireServed(Target target, List<Cell> cells) {
        for (Cell cell : cells) {
            if (target.url(cell.protocol()) == null) {
                throw new IllegalArgumentException("cell " + cell.name() + " needs target."
                        + cell.protocol().label() + ", which is missing");
            }
        }
    }

    private static void requireAllowed(Target target, List<String> allowedHosts) {
        for (String host : target.hosts()) {
            boolean loopback =
                    host.equals("localhost") || host.matches("127(\\.[0-9]{1,3}){3}") || host.equals("[::1]");
            if (!loopback && !allowedHosts.contains(host)) {
                throw new IllegalArgumentException(
                        "load goes to loopback unless the plan says otherwise: name '" + host + "' in allowedHosts");
            }
        }
    }
}
