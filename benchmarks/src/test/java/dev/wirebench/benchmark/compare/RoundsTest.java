package dev.wirebench.benchmark.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.benchmark.Spread;
import dev.wirebench.benchmark.tool.TrialResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RoundsTest {

    @Test
    void theFirstRoundWarmsUpAndIsNotKept() throws InterruptedException {
        RowResult row = run(3, competitor(CompareRows.OWN, 900, 2, 3, 8), competitor("wrk", 100, 1, 2, 2));
        assertThat(row.competitors().get(0).rounds().keySet()).containsExactly(1, 2, 3);
        assertThat(row.competitors().get(0).spread(CompareMetric.CPU_US_PER_MESSAGE))
                .isEqualTo(new Spread(2, 3, 8));
    }

    @Test
    void aRatioIsFormedInEveryRound() throws InterruptedException {
        RowResult row = run(3, competitor(CompareRows.OWN, 900, 2, 3, 8), competitor("wrk", 100, 1, 2, 2));
        // 2 / 1, 3 / 2 and 8 / 2, and not the ratio of the medians, 3 / 2.
        assertThat(row.ratioTo("wrk", CompareMetric.CPU_US_PER_MESSAGE)).isEqualTo(new Spread(1.5, 2, 4));
        assertThat(row.ratioTo("wrk", CompareMetric.P50_US).isKnown()).isFalse();
        assertThat(row.ratioTo("ab", CompareMetric.CPU_US_PER_MESSAGE).isKnown())
                .isFalse();
    }

    @Test
    void aRoundThatFailedHasNoRatioAndIsSaid() throws InterruptedException {
        RowResult row = run(2, competitor(CompareRows.OWN, 1, 2, 9), competitor("wrk", 1, -1, 3));
        assertThat(row.ratioTo("wrk", CompareMetric.CPU_US_PER_MESSAGE)).isEqualTo(new Spread(3, 3, 3));
        assertThat(row.competitors().get(1).failures()).isEqualTo(new TreeMap<>(Map.of(1, "exit code 1")));
        assertThat(row.competitors().get(1).failure()).isEqualTo("failed: exit code 1 (1 of 2 rounds)");
        assertThat(row.competitors().get(0).failure()).isEmpty();
    }

    @Test
    void aCompetitorThatAlwaysFailsEndsNothing() throws InterruptedException {
        RowResult row = run(1, competitor(CompareRows.OWN, 1, 2), competitor("wrk", -1, -1));
        assertThat(row.competitors().get(1).rounds()).isEmpty();
        assertThat(row.competitors().get(1).failure()).isEqualTo("failed: exit code 1");
        assertThat(row.ratioTo("wrk", CompareMetric.CPU_US_PER_MESSAGE).isKnown())
                .isFalse();
    }

    @Test
    void everyCompetitorComesFirstAtTimes() {
        List<Competitor> all = List.of(competitor("a"), competitor("b"), competitor("c"));
        for (Competitor competitor : all) {
            assertThat(Rounds.order(all, 3)).containsExactlyInAnyOrderElementsOf(all);
            assertThat(IntStream.rangeClosed(0, 7)
                            .filter(round -> Rounds.order(all, round).get(0) == competitor))
                    .isNotEmpty();
        }
    }

    /** @param us processor time for each message, round by round; negative fails */
    private static Competitor competitor(String name, double... us) {
        Iterator<Double> next = Arrays.stream(us).iterator();
        return new Competitor(name, name, printed -> {
            double value = next.next();
            if (value < 0) {
                throw new IOException("exit code 1");
            }
            return new TrialResult(10, 0, 1_000, Math.round(value * 10_000), 0, Map.of());
        });
    }

    private static RowResult run(int rounds, Competitor... competitors) throws InterruptedException {
        CompareRow row =
                new CompareRow("http-long", "", CompareRow.Kind.CLIENT_COST, CompareRows.OWN, List.of(competitors));
        return new Rounds(rounds, Path.of("nowhere"), progress -> {}).run(row);
    }
}
