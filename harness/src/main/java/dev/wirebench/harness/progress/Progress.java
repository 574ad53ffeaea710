package dev.wirebench.harness.progress;

import dev.wirebench.loadgen.Snapshot;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.BlockResult;
import java.util.Optional;
import java.util.function.Supplier;

/** Told how a run goes on, to show it to whoever waits. */
public interface Progress extends AutoCloseable {

    Progress NONE = new Progress() {};

    /**
     * A run is about to begin.
     *
     * @param generator what the block that is running has come to, at any moment and from any thread
     */
    default void open(Plan plan, Supplier<Optional<Snapshot>> generator) {}

    /** So many cells are warmed up until they are steady. */
    default void settling(int cells) {}

    /** The instrument itself is measured. */
    default void calibrating() {}

    /** Something has happened that whoever waits should know. */
    default void note(String what) {}

    /** A slice of a cell's warm-up has ended: its figures were measured, but are no part of the results. */
    default void rehearsed(BlockResult slice) {}

    /** So many blocks begin. */
    default void begin(int blocks, Phases phases) {}

    /** What follows is of one of several systems. */
    default void turnTo(String system) {}

    /** So many blocks begin, after which gates are looked at: they may then be decided, or need more. */
    default void beginUntilLook(int blocks, Phases phases) {
        begin(blocks, phases);
    }

    default void beginBlock(CellKey key) {}

    default void endBlock(BlockResult result) {}

    /** There are no more blocks. */
    default void end() {}

    /** Leaves the terminal as it was; called however the run ended. */
    @Override
    default void close() {}
}
