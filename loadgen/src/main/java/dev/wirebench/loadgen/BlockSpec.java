package dev.wirebench.loadgen;

import dev.wirebench.model.Cell;
import dev.wirebench.model.CellKey;
import dev.wirebench.model.IdleStrategy;
import dev.wirebench.model.Instrument;
import dev.wirebench.model.Load;
import dev.wirebench.model.Masks;
import dev.wirebench.model.Phases;
import dev.wirebench.model.Plan;
import dev.wirebench.model.SourceAddresses;
import dev.wirebench.model.Target;

/**
 * One block to be measured. Immutable.
 *
 * @param idleStrategy what the workers do until their next message is due
 * @param seed of arrivals, payload and seeded masks
 * @param sourceAddresses where connections to a loopback target come from
 * @param masks where masks and handshake keys come from
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

    /** With the usual source addresses, and masks from a secure generator. */
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

    /** A block of a plan against a target that is there. */
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

    /** The series that it is a block of. */
    public CellKey key() {
        return new CellKey(cell, load, Instrument.NIO);
    }
}
