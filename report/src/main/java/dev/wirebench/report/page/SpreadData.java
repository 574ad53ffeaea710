package dev.wirebench.report.page;

import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.plan.Scalar;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.read.Matrix;
import dev.wirebench.report.read.Units;
import dev.wirebench.report.statistics.PairwiseTest;
import dev.wirebench.report.statistics.PairwiseTests;
import dev.wirebench.report.statistics.PairwiseTests.Pair;
import dev.wirebench.report.statistics.PairwiseTests.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How far the blocks of each cell lie apart, and which cells that lets differ. Immutable.
 *
 * @param metric the name of a component of {@link BlockData}
 * @param title what it comes to
 * @param alike cells, from the least to the most, no two of which differ significantly; as many of them as go together
 */
record SpreadData(String metric, String title, List<PairData> pairs, List<List<String>> alike) {

    /** @param result in lower case: {@code different}, {@code not_significant} or {@code cannot_tell} */
    record PairData(String first, String second, String ratio, String bounds, Double p, String result) {}

    private static final List<Metric> METRICS = List.of(Percentile.P50, Percentile.P99, Scalar.THROUGHPUT);

    /** Of the times under an open load, and of the throughput too under a closed one. */
    static List<SpreadData> of(Matrix matrix, Verdict verdict) {
        return METRICS.stream()
                .filter(metric -> !matrix.isOpen() || metric instanceof Percentile)
                .map(metric -> of(matrix, metric, verdict))
                .toList();
    }

    private static SpreadData of(Matrix matrix, Metric metric, Verdict verdict) {
        List<String> names = matrix.cells().values().stream()
                .map(series -> series.record().cell().name())
                .toList();
        List<double[]> blocks = matrix.cells().values().stream()
                .map(series -> series.blockValues(metric))
                .toList();
        PairwiseTests separations = PairwiseTests.of(blocks);
        return new SpreadData(
                metric.label(),
                Titles.judged(title(metric, names, blocks, separations), verdict),
                separations.pairs().stream().map(pair -> pair(names, pair)).toList(),
                alike(names, blocks, separations));
    }

    private static PairData pair(List<String> names, Pair pair) {
        Units units = Units.TYPESET;
        return new PairData(
                names.get(pair.first()),
                names.get(pair.second()),
                pair.separation().map(s -> units.ratio(s.ratio())).orElse(Units.MISSING),
                pair.separation()
                        .filter(s -> s.lower() > 0)
                        .map(s -> units.ratio(s.lower()) + " to " + units.ratio(s.upper()))
                        .orElse(Units.MISSING),
                pair.separation().map(PairwiseTest::p).orElse(null),
                pair.result().name().toLowerCase(Locale.ROOT));
    }

    private static String title(Metric metric, List<String> names, List<double[]> blocks, PairwiseTests separations) {
        if (names.size() < 2) {
            return "One cell: nothing to compare its " + metric.title() + " with";
        }
        long tested = separations.pairs().size() - separations.count(Result.CANNOT_TELL);
        int fewest = blocks.stream().mapToInt(each -> each.length).min().orElse(0);
        int needed = PairwiseTests.blocksNeeded(names.size());
        if (tested == 0) {
            return fewest < needed
                    ? "Too few blocks to tell cells apart by " + metric.title() + ": " + fewest
                            + (fewest == 0 ? " with a known value" : "") + " of a cell, and " + names.size()
                            + " cells need " + needed + " each"
                    : "The blocks cannot tell the cells apart by " + metric.title();
        }
        List<String> same = separations.pairs().stream()
                .filter(pair -> pair.result() == Result.NOT_SIGNIFICANT)
                .map(pair -> names.get(pair.first()) + " and " + names.get(pair.second()))
                .toList();
        return separations.count(Result.DIFFERENT) + " of " + tested + (tested == 1 ? " pair" : " pairs")
                + " of cells differ in " + metric.title()
                + (same.isEmpty()
                        ? ""
                        : same.size() <= 2
                                ? "; no significant difference between " + String.join(", nor between ", same)
                                : "");
    }

    /** Runs of cells in the order of their medians; one that lies within another is left out. */
    private static List<List<String>> alike(List<String> names, List<double[]> blocks, PairwiseTests separations) {
        List<Integer> order = IntStream.range(0, names.size())
                .filter(i -> blocks.get(i).length > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> median(blocks.get(i))))
                .toList();
        List<List<String>> groups = new ArrayList<>();
        int reached = 0;
        for (int from = 0; from < order.size(); from++) {
            int to = from + 1;
            while (to < order.size() && isAlike(order.subList(from, to), order.get(to), separations)) {
                to++;
            }
            if (to - from > 1 && to > reached) {
                groups.add(order.subList(from, to).stream().map(names::get).toList());
                reached = to;
            }
        }
        return groups;
    }

    private static boolean isAlike(List<Integer> group, int next, PairwiseTests separations) {
        return separations.pairs().stream()
                .filter(pair -> (pair.first() == next && group.contains(pair.second()))
                        || (pair.second() == next && group.contains(pair.first())))
                .allMatch(pair -> pair.result() == Result.NOT_SIGNIFICANT);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
