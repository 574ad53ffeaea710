package dev.wirebench.report.say;

import dev.wirebench.model.plan.Scalar;
import dev.wirebench.model.record.Block;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.Series;
import dev.wirebench.report.read.Units;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What the target, or the way to it, did besides answering, in plain sentences: it was another process than before, its
 * listen queue was full, segments were lost. None of it is the generator's, so it takes nothing out of the numbers.
 */
public final class TargetEvents {

    /** Of the segments sent, so many may be sent again without being worth a sentence. */
    static final double RETRANSMIT_SHARE = 0.001;

    private static final String STAYS = "; what messages met then is in the numbers.";

    private TargetEvents() {}

    public static List<String> of(Run run, Units units) {
        List<String> sentences = new ArrayList<>();
        worst(run, block -> block.surroundings().targetRestarts())
                .ifPresent(series -> sentences.add("The target was restarted: another process than before was"
                        + " listening at the end of " + units.count(sum(series, b -> restarts(b))) + " of "
                        + units.count(series.record().blocks().size()) + " blocks of " + Sentences.name(series)
                        + others(run, block -> restarts(block)) + STAYS));
        worst(run, block -> block.surroundings().listenOverflows())
                .ifPresent(series -> sentences.add("A listen queue on this machine was full "
                        + units.count(sum(series, block -> block.surroundings().listenOverflows())) + " times in "
                        + Sentences.name(series)
                        + others(run, block -> block.surroundings().listenOverflows())
                        + ": connections were accepted too slowly, and tried again after a second" + STAYS));
        List<Series> resending = run.series().stream()
                .filter(series -> series.resentShare() > RETRANSMIT_SHARE)
                .toList();
        resending.stream()
                .max(Comparator.comparingDouble(Series::resentShare))
                .ifPresent(series ->
                        sentences.add(series.text(Scalar.RETRANSMITS, units) + " TCP segments were sent again in "
                                + Sentences.name(series) + others(resending.size()) + STAYS));
        return sentences;
    }

    private static long restarts(Block block) {
        return Math.min(1, block.surroundings().targetRestarts());
    }

    private static Optional<Series> worst(Run run, ToLongFunction<Block> number) {
        return run.series().stream()
                .filter(series -> sum(series, number) > 0)
                .max(Comparator.comparingLong(series -> sum(series, number)));
    }

    private static String others(Run run, ToLongFunction<Block> number) {
        return others((int)
                run.series().stream().filter(series -> sum(series, number) > 0).count());
    }

    private static String others(int all) {
        return all > 1 ? " and in " + (all - 1) + " other series" : "";
    }

    /** Of the blocks of which it is known. */
    private static long sum(Series series, ToLongFunction<Block> number) {
        return series.record().blocks().stream()
                .mapToLong(number)
                .filter(value -> value > 0)
                .sum();
    }
}
