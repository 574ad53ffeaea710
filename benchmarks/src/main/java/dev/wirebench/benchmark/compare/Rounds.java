package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.tool.TrialResult;
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
 * Runs rows in rounds: every competitor once per round, in random order. Immutable.
 *
 * @param count number of rounds kept; one before them, for warm-up, is discarded
 * @param directory receives the programs' output
 * @param progress receives progress messages
 */
record Rounds(int count, Path directory, Consumer<String> progress) {

    /** Fixed, so that any two comparisons use the same orders. */
    private static final long SEED = 1;

    RowResult run(CompareRow row) throws InterruptedException {
        Map<Competitor, TreeMap<Integer, TrialResult>> results = new HashMap<>();
        Map<Competitor, TreeMap<Integer, String>> failures = new HashMap<>();
        for (Competitor competitor : row.competitors()) {
            results.put(competitor, new TreeMap<>());
            failures.put(competitor, new TreeMap<>());
        }
        for (int round = 0; round <= count; round++) {
            progress.accept(row.id() + (round == 0 ? ", warm-up" : ", round " + round + " of " + count));
            for (Competitor competitor : order(row.competitors(), round)) {
                String output = row.id() + "-" + round + "-" + competitor.name().replaceAll("[^A-Za-z0-9]+", "-");
                try {
                    TrialResult result = competitor.trial().run(directory.resolve(output));
                    if (round > 0) {
                        results.get(competitor).put(round, result);
                    }
                } catch (IOException | RuntimeException e) {
                    progress.accept(row.id() + ", " + competitor.name() + ": failed: " + reason(e));
                    failures.get(competitor).put(round, reason(e));
                }
            }
        }
        return new RowResult(
                row.id(),
                row.title(),
                row.kind(),
                row.reference(),
                row.competitors().stream()
                        .map(each -> new CompetitorResult(each.name(), results.get(each), failures.get(each)))
                        .toList());
    }

    static List<Competitor> order(List<Competitor> competitors, int round) {
        List<Competitor> order = new ArrayList<>(competitors);
        Collections.shuffle(order, new Random(SEED + round));
        return order;
    }

    private static String reason(Exception e) {
        return e.getMessage() == null || e.getMessage().isBlank() ? e.toString() : e.getMessage();
    }
}
