package dev.wirebench.harness;

import dev.wirebench.model.BlockResult;
import dev.wirebench.model.CellKey;
import dev.wirebench.model.Phases;

/** Told how a run goes on, to show it to whoever waits. */
public interface Progress {

    /** Something other than a block is being done. */
    void note(String what);

    /** A slice of a cell's warm-up has ended: its figures were measured, but are no part of the results. */
    void rehearsed(BlockResult slice);

    /** So many blocks begin. */
    void begin(int blocks, Phases phases);

    void beginBlock(CellKey key);

    void endBlock(BlockResult result);

    /** There are no more blocks. */
    void end();
}
