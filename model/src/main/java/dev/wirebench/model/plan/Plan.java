package dev.wirebench.model.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.text.Redaction;
import dev.wirebench.model.text.Require;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
 * @param seed of everything random: arrivals, order of blocks, payload, and masks where they are to be seeded
 * @param gates rules that the run must keep
 * @param baseline what the targets are compared with, in turn; null for none
 * @param maxPairs a gate that so many pairs of slots have not decided is inconclusive; 12 to 1000
 * @param systems names of the systems that serve as targets, each in turn and in a run folder of its own; {@link
 *     #EMBEDDED_SYSTEM} is Wirebench's own; empty to measure one target
 * @param sweep looks for the highest rate of each cell; null for none
 * @param secrets names of headers, query parameters and fields of bodies whose values are never written down, besides those
 *     that look like credentials
 * @param sourceAddresses where connections to a loopback target come from
 * @param masks where the WebSocket keys of measured messages come from
 */
public record Plan(
        @JsonProperty(required = true) String name,
        Target target,
        TargetScript script,
        List<String> allowedHosts,
        @JsonProperty(required = true) List<Cell> cells,
        @JsonProperty(required = true) List<Load> load,
        Integer payloadBytes,
        @JsonProperty(required = true) Phases phases,
        Phases gatling,
        Integer blocks,
        Integer workers,
        IdleStrategy idleStrategy,
        Long seed,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Gate> gates,
        Baseline baseline,

        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Plan.UsualMaxPairs.class)
        Integer maxPairs,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> systems,
        @JsonInclude(JsonInclude.Include.NON_NULL) Sweep sweep,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> secrets,
        SourceAddresses sourceAddresses,
        Masks masks) {

    public static final int DEFAULT_PAYLOAD_BYTES = 64;
    public static final int DEFAULT_BLOCKS = 1;
    public static final int DEFAULT_WORKERS = 1;
    public static final IdleStrategy DEFAULT_IDLE_STRATEGY = IdleStrategy.HYBRID;
    public static final long DEFAULT_SEED = 1;
    public static final SourceAddresses DEFAULT_SOURCE_ADDRESSES = SourceAddresses.AUTO;
    public static final Masks DEFAULT_MASKS = Masks.SECURE;

    /** Among {@link #systems}, the embedded targets. */
    public static final String EMBEDDED_SYSTEM = "wirebench";

    /** Fewer pairs than this decide nothing. */
    public static final int MIN_PAIRS = 12;

    public static final int DEFAULT_MAX_PAIRS = 240;

    /** Begins a plan of this name. */
    public static PlanBuilder named(String name) {
        return new PlanBuilder(name);
    }

    /** Begins a plan that is this one but for what is then set. */
    public PlanBuilder toBuilder() {
        return new PlanBuilder(this);
    }

    /** @throws IllegalArgumentException naming the key, what is allowed, and what was given */
    public Plan {
        Require.present("name", name);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException(
                    "name must be 1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or digit, was '"
                            + name + "'");
        }
        allowedHosts = Require.list("allowedHosts", allowedHosts);
        cells = Require.list("cells", Require.notEmpty("cells", cells));
        load = Require.list("load", Require.notEmpty("load", load));
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
            if (each instanceof Load.Open open && open.isSwept()) {
                throw new IllegalArgumentException("use sweep: for rates to search, not load");
            }
            if (each.connections() < workers) {
                throw new IllegalArgumentException("connections must be at least the number of workers (" + workers
                        + "), was " + each.connections());
            }
        }
        idleStrategy = idleStrategy == null ? DEFAULT_IDLE_STRATEGY : idleStrategy;
        seed = seed == null ? DEFAULT_SEED : seed;
        secrets = Require.list("secrets", secrets);
        requireDistinct("secrets", secrets);
        sourceAddresses = sourceAddresses == null ? DEFAULT_SOURCE_ADDRESSES : sourceAddresses;
        masks = masks == null ? DEFAULT_MASKS : masks;
        if (target != null && script != null) {
            throw new IllegalArgumentException(
                    "script belongs to the embedded targets, so it cannot stand beside target");
        }
        requireServed("target", target, cells);
        requireAllowed("target", target, allowedHosts);
        gates = Require.list("gates", gates);
        requireMeasured(gates, cells, load);
        requireDistinct(gates);
        if (baseline != null) {
            requireServed("baseline.target", baseline.target(), cells);
            requireAllowed("baseline.target", baseline.target(), allowedHosts);
        }
        maxPairs = maxPairs == null ? DEFAULT_MAX_PAIRS : maxPairs;
        Require.inRange("maxPairs", maxPairs, MIN_PAIRS, 1000);
        systems = Require.list("systems", systems);
        requireDistinct("systems", systems);
        requireAlone(systems, target, script, baseline, gates);
        if (sweep != null && sweep.connections() < workers) {
            throw new IllegalArgumentException("connections of sweep must be at least the number of workers (" + workers
                    + "), was " + sweep.connections());
        }
    }

    /** The same plan with other cells; a gate goes with the last cell that it asks about or compares with. */
    public Plan withCells(List<Cell> chosen) {
        List<Gate> left = gates.stream()
                .filter(gate -> gate.rule().isMeasuredBy(chosen, load))
                .toList();
        return toBuilder().cells(chosen).gates(left).build();
    }

    /** The same plan against other systems. @throws IllegalArgumentException if it cannot be */
    public Plan withSystems(List<String> others) {
        return toBuilder().systems(others).build();
    }

    /** The same plan with other gates. */
    public Plan withGates(List<Gate> others) {
        return toBuilder().gates(others).build();
    }

    /** The same plan with nothing to compare with in the same run. */
    public Plan withoutBaseline() {
        return toBuilder().baseline(null).build();
    }

    /**
     * What a run of the baseline alone would be: the other side of each pair.
     *
     * @throws IllegalArgumentException without a baseline
     */
    public Plan ofBaseline() {
        Require.present("baseline", baseline);
        return toBuilder()
                .target(baseline.target())
                .script(baseline.script())
                .gates()
                .baseline(null)
                .build();
    }

    /** Hides credentials, those named by {@link #secrets} among them. */
    public Redaction redaction() {
        return Redaction.of(secrets);
    }

    public Plan redacted() {
        PlanBuilder shown = toBuilder();
        if (target != null) {
            shown.target(target.redacted(redaction()));
        }
        if (baseline != null && baseline.target() != null) {
            shown.baseline(Baseline.of(baseline.target().redacted(redaction())));
        }
        return shown.build();
    }

    private static void requireDistinct(String key, List<?> values) {
        Set<Object> seen = new HashSet<>();
        for (Object value : values) {
            if (!seen.add(value)) {
                throw new IllegalArgumentException(key + " must be distinct, but " + value + " stands twice");
            }
        }
    }

    private static void requireMeasured(List<Gate> gates, List<Cell> cells, List<Load> loads) {
        for (int i = 0; i < gates.size(); i++) {
            GateRule rule = gates.get(i).rule();
            if (!rule.isMeasuredBy(cells, loads)) {
                boolean isHandshake = GateSubject.isHandshake(rule.subject().metric());
                throw new IllegalArgumentException("gates[" + i + "] asks '" + gates.get(i)
                        + "', which the plan does not measure: its cells are " + cells + ", its loads "
                        + loads.stream().map(Load::label).toList()
                        + (isHandshake ? ", and only websocket and socket.io cells shake hands" : ""));
            }
        }
    }

    /** Also where the same rule is written in another way. */
    private static void requireDistinct(List<Gate> gates) {
        Map<GateRule, Integer> seen = new HashMap<>();
        for (int i = 0; i < gates.size(); i++) {
            Integer earlier = seen.put(gates.get(i).rule(), i);
            if (earlier != null) {
                throw new IllegalArgumentException(
                        "gates[" + i + "] is the same rule as gates[" + earlier + "]: '" + gates.get(i) + "'");
            }
        }
    }

    private static void requireAlone(
            List<String> systems, Target target, TargetScript script, Baseline baseline, List<Gate> gates) {
        for (String system : systems) {
            if (!system.matches("[a-z0-9][a-z0-9.-]{0,63}")) {
                throw new IllegalArgumentException(
                        "systems must be names of lower-case letters, digits, '.' and '-', was '" + system + "'");
            }
        }
        if (!systems.isEmpty() && (target != null || script != null || baseline != null || !gates.isEmpty())) {
            throw new IllegalArgumentException(
                    "systems are the targets, so they cannot stand beside target, script, baseline or gates");
        }
    }

    private static void requireServed(String key, Target target, List<Cell> cells) {
        if (target == null) {
            return;
        }
        for (Cell cell : cells) {
            if (!target.serves(cell.protocol())) {
                throw new IllegalArgumentException("cell " + cell.name() + " needs " + key + "."
                        + cell.protocol().label() + ", which is missing");
            }
        }
    }

    private static void requireAllowed(String key, Target target, List<String> allowedHosts) {
        if (target == null) {
            return;
        }
        for (String host : target.hostsElsewhere()) {
            if (!allowedHosts.contains(host)) {
                throw new IllegalArgumentException(
                        key + " is not on loopback, where load goes unless the plan says otherwise: name '" + host
                                + "' in allowedHosts");
            }
        }
    }

    /**
     * Leaves the default out of records, as {@code gates} and {@code baseline} are left out where there are none: a reader
     * that does not know the keys refuses them.
     */
    static final class UsualMaxPairs {
        @Override
        public boolean equals(Object maxPairs) {
            return maxPairs == null || maxPairs.equals(DEFAULT_MAX_PAIRS);
        }

        @Override
        public int hashCode() {
            return DEFAULT_MAX_PAIRS;
        }
    }
}
