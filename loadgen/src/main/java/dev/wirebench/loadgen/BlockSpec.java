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
import dev.wirebench.model.plan.Target;

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

    /** Default source addresses, and masks from a secure generator. */
    public BlockSpec(
            Target target,
            Cell cell,
            Load load,
            Phases phases,
            int payloadBytes,
            int workers,
            IdleStrategy idleStrategy,
            long seed) {
        this(
                target,
                cell,
                load,
                phases,
                payloadBytes,
                workers,
                idleStrategy,
                seed,
                Plan.DEFAULT_SOURCE_ADDRESSES,
                Masks.SECURE);
    }

    /** A block of a plan against a running target. */
    public static BlockSpec of(Plan plan, Target target, CellKey key, long seed) {
        return new BlockSpec(
                target,
                key.cell(),
                key.load(),
                plan.phases(),
                plan.payloadBytes(),
                plan.workers(),
                plan.idleStrategy(),
                seed,
                plan.sourceAddresses(),
                plan.masks());
    }

    /** The same block under another load and for another time. */
    public BlockSpec with(Load otherLoad, Phases otherPhases) {
        return new BlockSpec(
                target,
                cell,
                otherLoad,
                otherPhases,
                payloadBytes,
                workers,
                idleStrategy,
                seed,
                sourceAddresses,
                masks);
    }

    /** The series this block belongs to. */
    public CellKey key() {
        return new CellKey(cell, load, Instrument.NIO);
    }
}
