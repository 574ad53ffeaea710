package dev.wirebench.harness.run;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** In which order cells are measured, so that a drift of the machine meets all of them alike. */
public final class BlockOrder {

    private BlockOrder() {}

    /** A series of a side, whose turn it is. */
    record Turn(TargetRun side, CellKey key) {}

    /** Every cell under every load once on every side, shuffled. */
    static List<Turn> round(List<TargetRun> sides, Random random) {
        List<Turn> turns = new ArrayList<>();
        for (TargetRun side : sides) {
            keys(side.plan()).forEach(key -> turns.add(new Turn(side, key)));
        }
        Collections.shuffle(turns, random);
        return turns;
    }

    /** Every cell under every load once, shuffled. */
    static List<CellKey> round(Plan plan, Random random) {
        List<CellKey> keys = keys(plan);
        Collections.shuffle(keys, random);
        return keys;
    }

    private static List<CellKey> keys(Plan plan) {
        List<CellKey> keys = new ArrayList<>();
        for (Load load : plan.load()) {
            for (Cell cell : plan.cells()) {
                keys.add(new CellKey(cell, load, Instrument.NIO));
            }
        }
        return keys;
    }

    /**
     * The slots of each series beside each other, the series shuffled. Which slot of a pair comes first is decided by a coin of
     * its own: signed ranks ask nothing else of the noise.
     */
    public static <T> List<T> inPairs(Collection<List<T>> series, Random random) {
        List<List<T>> shuffled = new ArrayList<>(series);
        Collections.shuffle(shuffled, random);
        List<T> order = new ArrayList<>();
        for (List<T> slots : shuffled) {
            List<T> pair = new ArrayList<>(slots);
            Collections.shuffle(pair, random);
            order.addAll(pair);
        }
        return order;
    }
}
