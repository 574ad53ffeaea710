package dev.wirebench.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.report.statistics.PairwiseTests.Pair;
import dev.wirebench.report.statistics.PairwiseTests.Result;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairwiseTestsTest {

    private static final int RUNS = 400;

    private static double[] blocks(SplittableRandom random, int count, double factor) {
        return random.doubles(count, 1, 2).map(value -> factor * value).toArray();
    }

    private static List<Result> results(List<double[]> blocks) {
        return PairwiseTests.of(blocks).pairs().stream().map(Pair::result).toList();
    }

    @Test
    void whatLiesApartDiffersAndWhatOverlapsDoesNot() {
        SplittableRandom random = new SplittableRandom(1);
        List<double[]> blocks = List.of(blocks(random, 8, 1), blocks(random, 8, 1), blocks(random, 8, 9));
        assertThat(results(blocks)).containsExactly(Result.NOT_SIGNIFICANT, Result.DIFFERENT, Result.DIFFERENT);
    }

    @Test
    void tooFewBlocksCannotTellHoweverFarApart() {
        SplittableRandom random = new SplittableRandom(2);
        assertThat(results(List.of(blocks(random, 3, 1), blocks(random, 3, 1000))))
                .containsExactly(Result.CANNOT_TELL);
        assertThat(results(List.of(blocks(random, 4, 1), blocks(random, 4, 1000))))
                .containsExactly(Result.DIFFERENT);
    }

    @Test
    void theMoreCellsTheMoreBlocksTheyNeed() {
        assertThat(List.of(2, 3, 6, 8).stream().map(PairwiseTests::blocksNeeded))
                .containsExactly(4, 5, 6, 7);
        SplittableRandom random = new SplittableRandom(3);
        for (int count : List.of(5, 6)) {
            List<double[]> six = IntStream.range(0, 6)
                    .mapToObj(i -> blocks(random, count, Math.pow(10, i)))
                    .toList();
            assertThat(results(six)).containsOnly(count == 5 ? Result.CANNOT_TELL : Result.DIFFERENT);
        }
    }

    @Test
    void withoutValuesThereIsNothingToTell() {
        List<Pair> pairs =
                PairwiseTests.of(List.of(new double[0], new double[] {1, 2})).pairs();
        assertThat(pairs.get(0).separation()).isEmpty();
        assertThat(pairs.get(0).result()).isEqualTo(Result.CANNOT_TELL);
    }

    /** At most one run in twenty by design: 400 of them have more than 30 with a probability of 1 in 100. */
    @Test
    void cellsThatAreEqualSeldomSeemToDiffer() {
        SplittableRandom random = new SplittableRandom(4);
        long wrong = IntStream.range(0, RUNS)
                .filter(run -> results(IntStream.range(0, 6)
                                .mapToObj(i -> blocks(random, 8, 1))
                                .toList())
                        .contains(Result.DIFFERENT))
                .count();
        assertThat(wrong).isBetween(1L, 30L);
    }

    /** Rounds differ more than blocks of a round: the test finds less, never more. */
    @Test
    void whatRoundsDifferByIsNotTakenForADifferenceOfCells() {
        SplittableRandom random = new SplittableRandom(5);
        long wrong = IntStream.range(0, RUNS)
                .filter(run -> {
                    double[] rounds = random.doubles(8, 1, 5).toArray();
                    return results(IntStream.range(0, 6)
                                    .mapToObj(i -> IntStream.range(0, 8)
                                            .mapToDouble(round -> rounds[round] * random.nextDouble(1, 1.2))
                                            .toArray())
                                    .toList())
                            .contains(Result.DIFFERENT);
                })
                .count();
        assertThat(wrong).isLessThanOrEqualTo(20);
    }
}
