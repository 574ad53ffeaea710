package dev.wirebench.model.plan;

import dev.wirebench.model.service.Target;
import java.util.List;

/** A plan in the making; what is not set has the plan's default. Confined to one thread. */
public final class PlanBuilder {

    private String name;
    private Target target;
    private TargetScript script;
    private List<String> allowedHosts;
    private List<Cell> cells;
    private List<Load> load;
    private Integer payloadBytes;
    private Phases phases;
    private Phases gatling;
    private Integer blocks;
    private Integer workers;
    private IdleStrategy idleStrategy;
    private Long seed;
    private List<Gate> gates;
    private Baseline baseline;
    private Integer maxPairs;
    private List<String> systems;
    private Sweep sweep;
    private List<String> secrets;
    private SourceAddresses sourceAddresses;
    private Masks masks;

    PlanBuilder(String name) {
        this.name = name;
    }

    PlanBuilder(Plan plan) {
        name = plan.name();
        target = plan.target();
        script = plan.script();
        allowedHosts = plan.allowedHosts();
        cells = plan.cells();
        load = plan.load();
        payloadBytes = plan.payloadBytes();
        phases = plan.phases();
        gatling = plan.gatling();
        blocks = plan.blocks();
        workers = plan.workers();
        idleStrategy = plan.idleStrategy();
        seed = plan.seed();
        gates = plan.gates();
        baseline = plan.baseline();
        maxPairs = plan.maxPairs();
        systems = plan.systems();
        sweep = plan.sweep();
        secrets = plan.secrets();
        sourceAddresses = plan.sourceAddresses();
        masks = plan.masks();
    }

    public PlanBuilder name(String value) {
        name = value;
        return this;
    }

    /** The services to measure, instead of embedded targets; null for embedded ones. */
    public PlanBuilder target(Target value) {
        target = value;
        return this;
    }

    public PlanBuilder script(TargetScript value) {
        script = value;
        return this;
    }

    public PlanBuilder allowedHosts(List<String> value) {
        allowedHosts = value;
        return this;
    }

    public PlanBuilder cells(List<Cell> value) {
        cells = value;
        return this;
    }

    public PlanBuilder cells(Cell... value) {
        return cells(List.of(value));
    }

    public PlanBuilder load(List<Load> value) {
        load = value;
        return this;
    }

    public PlanBuilder load(Load... value) {
        return load(List.of(value));
    }

    public PlanBuilder payloadBytes(int value) {
        payloadBytes = value;
        return this;
    }

    public PlanBuilder phases(Phases value) {
        phases = value;
        return this;
    }

    public PlanBuilder gatling(Phases value) {
        gatling = value;
        return this;
    }

    public PlanBuilder blocks(int value) {
        blocks = value;
        return this;
    }

    public PlanBuilder workers(int value) {
        workers = value;
        return this;
    }

    public PlanBuilder idleStrategy(IdleStrategy value) {
        idleStrategy = value;
        return this;
    }

    public PlanBuilder seed(long value) {
        seed = value;
        return this;
    }

    public PlanBuilder gates(List<Gate> value) {
        gates = value;
        return this;
    }

    public PlanBuilder gates(Gate... value) {
        return gates(List.of(value));
    }

    /** Another thing measured in turn with the targets; null for none. */
    public PlanBuilder baseline(Baseline value) {
        baseline = value;
        return this;
    }

    public PlanBuilder maxPairs(int value) {
        maxPairs = value;
        return this;
    }

    public PlanBuilder systems(List<String> value) {
        systems = value;
        return this;
    }

    public PlanBuilder sweep(Sweep value) {
        sweep = value;
        return this;
    }

    public PlanBuilder secrets(List<String> value) {
        secrets = value;
        return this;
    }

    public PlanBuilder sourceAddresses(SourceAddresses value) {
        sourceAddresses = value;
        return this;
    }

    public PlanBuilder masks(Masks value) {
        masks = value;
        return this;
    }

    /** @throws IllegalArgumentException naming the key, what is allowed, and what was given */
    public Plan build() {
        return new Plan(
                name,
                target,
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
                seed,
                gates,
                baseline,
                maxPairs,
                systems,
                sweep,
                secrets,
                sourceAddresses,
                masks);
    }
}
