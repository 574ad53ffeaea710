package dev.wirebench.benchmark.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.benchmark.Spread;
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
        Compared row = run(3, contender(Rows.OWN, 900, 2, 3, 8), contender("wrk", 100, 1, 2, 2));
        assertThat(row.series().get(0).rounds().keySet()).containsExactly(1, 2, 3);
        assertThat(row.series().get(0).spread(Metric.CPU_US_PER_MESSAGE)).hasValue(new Spread(2, 3, 8));
    }

    @Test
    void aRatioIsFormedInEveryRound() throws InterruptedException {
        Compared row = run(3, contender(Rows.OWN, 900, 2, 3, 8), contender("wrk", 100, 1, 2, 2));
        // 2 / 1, 3 / 2 and 8 / 2, and not the ratio of the medians, 3 / 2.
        assertThat(row.ratioTo("wrk", Metric.CPU_US_PER_MESSAGE)).hasValue(new Spread(1.5, 2, 4));
        assertThat(row.ratioTo("wrk", Metric.P50_US)).isEmpty();
        assertThat(row.ratioTo("ab", Metric.CPU_US_PER_MESSAGE)).isEmpty();
    }

    @Test
    void aRoundThatFailedHasNoRatioAndIsSaid() throws InterruptedException {
        Compared row = run(2, contender(Rows.OWN, 1, 2, 9), contender("wrk", 1, -1, 3));
        assertThat(row.ratioTo("wrk", Metric.CPU_US_PER_MESSAGE)).hasValue(new Spread(3, 3, 3));
        assertThat(row.series().get(1).failures()).isEqualTo(new TreeMap<>(Map.of(1, "exit code 1")));
        assertThat(row.series().get(1).failure()).hasValue("failed: exit code 1 (1 of 2 rounds)");
        assertThat(row.series().get(0).failure()).isEmpty();
    }

    @Test
    void aContenderThatAlwaysFailsEndsNothing() throws InterruptedException {
        Compared row = run(1, contender(Rows.OWN, 1, 2), contender("wrk", -1, -1));
        assertThat(row.series().get(1).rounds()).isEmpty();
        assertThat(row.series().get(1).failure()).hasValue("failed: exit code 1");
        assertThat(row.ratioTo("wrk", Metric.CPU_US_PER_MESSAGE)).isEmpty();
    }

    @Test
    void everyContenderComesFirstAtTimes() {
        List<Contender> all = List.of(contender("a"), contender("b"), contender("c"));
        for (Contender contender : all) {
            assertThat(Rounds.order(all, 3)).containsExactlyInAnyOrderElementsOf(all);
            assertThat(IntStream.rangeClosed(0, 7)
                            .filter(round -> Rounds.order(all, round).get(0) == contender))
                    .isNotEmpty();
        }
    }

    /** @param us processor time for each message, round by round; negative fails */
    private static Contender contender(String name, double... us) {
        Iterator<Double> next = Arrays.stream(us).iterator();
        return new Contender(name, name, printed -> {
            double value = next.next();
            if (value < 0) {
                throw new IOException("exit code 1");
            }
            return new Figures(10, 0, 1_000, Math.round(value * 10_000), 0, null, null, null, null);
        });
    }

    private static Compared run(int rounds, Contender... contenders) throws InterruptedException {
        Row row = new Row("http-long", "", Row.Kind.CLIENT_COST, Rows.OWN, List.of(contenders));
        return new Rounds(rounds, Path.of("nowhere"), progress -> {}).run(row);
    }
}
