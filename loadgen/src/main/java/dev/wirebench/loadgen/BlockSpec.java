package dev.wirebench.loadgen;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.IdleStrategy;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Masks;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.SourceAddresses;
import dev.wirebench.model.service.Target;

/**
 * Parameters of one block. Immutable.
 *
 * @param seed for arrivals, payload and seeded masks
 * @param sourceAddresses source addresses for loopback targets
 * @param masks source of masks and handshake keys
 */
public record BlockSpec(
        Target target,
        Cell cell,
        Load load,
        Phases phases,
        int payloadBytes,
        int workers,
        IdleStrategy idleStrategy,
        long seed,
        SourceAddresses sourceAddresses,
        Masks masks) {

    /** Unset values default as in a plan. */
    public static Builder builder(Target target, Cell cell, Load load, Phases phases) {
        return new Builder(target, cell, load, phases);
    }

    /** A block of a plan against a running target. */
    public static BlockSpec of(Plan plan, Target target, CellKey key, long seed) {
        return of(plan, target, key.cell(), key.load(), plan.phases())
                .seed(seed)
                .build();
    }

    /** A block that is as its plan says in everything else. */
    public static Builder of(Plan plan, Target target, Cell cell, Load load, Phases phases) {
        return builder(target, cell, load, phases)
                .payloadBytes(plan.payloadBytes())
                .workers(plan.workers())
                .idleStrategy(plan.idleStrategy())
                .seed(plan.seed())
                .sourceAddresses(plan.sourceAddresses())
                .masks(plan.masks());
    }

    /** The same block under another load and for another time. */
    public BlockSpec with(Load otherLoad, Phases otherPhases) {
        return builder(target, cell, otherLoad, otherPhases)
                .payloadBytes(payloadBytes)
                .workers(workers)
                .idleStrategy(idleStrategy)
                .seed(seed)
                .sourceAddresses(sourceAddresses)
                .masks(masks)
                .build();
    }

    /** The series this block belongs to. */
    public CellKey key() {
        return new CellKey(cell, load, Instrument.NIO);
    }

    /** Confined to one thread. */
    public static final class Builder {

        private final Target target;
        private final Cell cell;
        private final Load load;
        private final Phases phases;
        private int payloadBytes = Plan.DEFAULT_PAYLOAD_BYTES;
        private int workers = Plan.DEFAULT_WORKERS;
        private IdleStrategy idleStrategy = Plan.DEFAULT_IDLE_STRATEGY;
        private long seed = Plan.DEFAULT_SEED;
        private SourceAddresses sourceAddresses = Plan.DEFAULT_SOURCE_ADDRESSES;
        private Masks masks = Masks.SECURE;

        private Builder(Target target, Cell cell, Load load, Phases phases) {
            this.target = target;
            this.cell = cell;
            this.load = load;
            this.phases = phases;
        }

        public Builder payloadBytes(int value) {
            payloadBytes = value;
            return this;
        }

        public Builder workers(int value) {
            workers = value;
            return this;
        }

        public Builder idleStrategy(IdleStrategy value) {
            idleStrategy = value;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public Builder sourceAddresses(SourceAddresses value) {
            sourceAddresses = value;
            return this;
        }

        public Builder masks(Masks value) {
            masks = value;
            return this;
        }

        public BlockSpec build() {
            return new BlockSpec(
                    target, cell, load, phases, payloadBytes, workers, idleStrategy, seed, sourceAddresses, masks);
        }
    }
}
