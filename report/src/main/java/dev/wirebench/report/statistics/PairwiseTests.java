package dev.wirebench.report.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Every pair of several series, together wrong about any of them at most once in twenty times (Holm's step-down procedure
 * at {@link #ALPHA}). Immutable.
 *
 * @param pairs in the order of the series
 */
public record PairwiseTests(List<Pair> pairs) {

    public static final double ALPHA = 0.05;

    /** More blocks than anybody runs of a cell. */
    private static final int MOST_BLOCKS = 30;

    public enum Result {
        DIFFERENT,
        /** The blocks would have been enough for a difference to show, and none did. */
        NOT_SIGNIFICANT,
        /** So few blocks cannot show any difference, or of a block only a bound is known. */
        CANNOT_TELL
    }

    /**
     * @param first index of a series, below {@code second}
     * @param separation empty where a series has no value, or only a bound, in one of its blocks
     */
    public record Pair(int first, int second, Optional<PairwiseTest> separation, Result result) {}

    /** @param blocks of each series its blocks' values; empty where they cannot be compared */
    public static PairwiseTests of(List<double[]> blocks) {
        List<Pair> untested = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            for (int j = i + 1; j < blocks.size(); j++) {
                boolean isKnown = blocks.get(i).length > 0 && blocks.get(j).length > 0;
                untested.add(new Pair(
                        i,
                        j,
                        isKnown ? Optional.of(PairwiseTest.of(blocks.get(i), blocks.get(j))) : Optional.empty(),
                        Result.CANNOT_TELL));
            }
        }
        return new PairwiseTests(stepDown(untested));
    }

    private static List<Pair> stepDown(List<Pair> untested) {
        List<Pair> sorted = untested.stream()
                .filter(pair -> pair.separation.isPresent())
                .sorted(Comparator.comparingDouble(
                        pair -> pair.separation.orElseThrow().p()))
                .toList();
        List<Pair> different = new ArrayList<>();
        for (Pair pair : sorted) {
            if (pair.separation.orElseThrow().p() > ALPHA / (sorted.size() - different.size())) {
                break;
            }
            different.add(pair);
        }
        return untested.stream()
                .map(pair -> new Pair(
                        pair.first,
                        pair.second,
                        pair.separation,
                        different.contains(pair) ? Result.DIFFERENT : without(pair, sorted.size())))
                .toList();
    }

    private static Result without(Pair pair, int tested) {
        boolean couldTell = pair.separation
                .filter(separation -> separation.smallestP() <= ALPHA / tested)
                .isPresent();
        return couldTell ? Result.NOT_SIGNIFICANT : Result.CANNOT_TELL;
    }

    /** How many blocks each of so many series needs for any difference to show. */
    public static int blocksNeeded(int series) {
        int pairs = Math.max(1, series * (series - 1) / 2);
        int blocks = 1;
        while (blocks < MOST_BLOCKS && PairwiseTest.smallestP(blocks, blocks) > ALPHA / pairs) {
            blocks++;
        }
        return blocks;
    }

    public long count(Result result) {
        return pairs.stream().filter(pair -> pair.result == result).count();
    }
}
