package dev.wirebench.harness;

import dev.wirebench.model.Cell;
import dev.wirebench.model.CellKey;
import dev.wirebench.model.Instrument;
import dev.wirebench.model.Load;
import dev.wirebench.model.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** In which order cells are measured, so that a drift of the machine meets all of them alike. */
final class BlockOrder {

    private BlockOrder() {}

    /** Every cell under every load once, shuffled. */
    static List<CellKey> round(Plan plan, Random random) {
        List<CellKey> keys = new ArrayList<>();
        for (Load load : plan.load()) {
            for (Cell cell : plan.cells()) {
                keys.add(new CellKey(cell, load, Instrument.NIO));
            }
        }
        Collections.shuffle(keys, random);
        return keys;
    }

    /** Each twice, in shuffled order and then in the reverse of it: of two, ABBA or BAAB, which a steady drift favours alike. */
    static <T> List<T> mirrored(Collection<T> slots, Random random) {
        List<T> order = new ArrayList<>(slots);
        Collections.shuffle(order, random);
        List<T> back = new ArrayList<>(order);
        Collections.reverse(back);
        order.addAll(back);
        return order;
    }
}
