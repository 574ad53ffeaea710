package dev.wirebench.benchmark.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Runs rows in rounds: in each, every contender runs once, in an order drawn anew. Immutable.
 *
 * @param count of rounds that are kept; one before them, for whatever warms up, is not
 * @param folder takes what the programs print
 * @param progress is told a line now and then
 */
record Rounds(int count, Path folder, Consumer<String> progress) {

    /** Of the orders, so that two comparisons have the same. */
    private static final long SEED = 1;

    Compared run(Row row) throws InterruptedException {
        Map<Contender, TreeMap<Integer, Figures>> figures = new HashMap<>();
        Map<Contender, TreeMap<Integer, String>> failures = new HashMap<>();
        for (Contender contender : row.contenders()) {
            figures.put(contender, new TreeMap<>());
            failures.put(contender, new TreeMap<>());
        }
        for (int round = 0; round <= count; round++) {
            progress.accept(row.id() + (round == 0 ? ", to warm up" : ", round " + round + " of " + count));
            for (Contender contender : order(row.contenders(), round)) {
                String printed = row.id() + "-" + round + "-" + contender.name().replaceAll("[^A-Za-z0-9]+", "-");
                try {
                    Figures measured = contender.trial().run(folder.resolve(printed));
                    if (round > 0) {
                        figures.get(contender).put(round, measured);
                    }
                } catch (IOException | RuntimeException e) {
                    progress.accept(row.id() + ", " + contender.name() + ": failed: " + reason(e));
                    failures.get(contender).put(round, reason(e));
                }
            }
        }
        return new Compared(
                row.id(),
                row.title(),
                row.kind(),
                row.reference(),
                row.contenders().stream()
                        .map(contender -> new Series(contender.name(), figures.get(contender), failures.get(contender)))
                        .toList());
    }

    static List<Contender> order(List<Contender> contenders, int round) {
        List<Contender> order = new ArrayList<>(contenders);
        Collections.shuffle(order, new Random(SEED + round));
        return order;
    }

    private static String reason(Exception e) {
        return e.getMessage() == null || e.getMessage().isBlank() ? e.toString() : e.getMessage();
    }
}
