package dev.wirebench.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TargetScriptTest {

    private static List<Long> first(int count, TargetScript.Service service) {
        LongSupplier times = service.times();
        return LongStream.generate(times).limit(count).boxed().toList();
    }

    @Test
    void aConstantServiceTimeIsInNanoseconds() {
        assertThat(first(3, new TargetScript.Constant(1.25))).containsExactly(1_250_000L, 1_250_000L, 1_250_000L);
    }

    @Test
    void aTableIsGoneThroughInTurnAndThenAgain() {
        TargetScript.Table table =
                new TargetScript.Table(List.of(new TargetScript.Step(2, 3), new TargetScript.Step(1, 0.5)));
        assertThat(first(7, table))
                .containsExactly(3_000_000L, 3_000_000L, 500_000L, 3_000_000L, 3_000_000L, 500_000L, 3_000_000L);
    }

    @Test
    void eachSequenceBeginsAnew() {
        TargetScript.Table table =
                new TargetScript.Table(List.of(new TargetScript.Step(1, 3), new TargetScript.Step(1, 1)));
        LongSupplier one = table.times();
        one.getAsLong();
        assertThat(table.times().getAsLong()).isEqualTo(3_000_000);
    }

    @Test
    void exponentialTimesHaveTheirMeanAndTheirTailAndFollowTheirSeed() {
        List<Long> times = first(200_000, new TargetScript.Exponential(2, 7L));
        double mean = times.stream().mapToLong(Long::longValue).average().orElseThrow();
        assertThat(mean).isBetween(1_980_000.0, 2_020_000.0);
        // P(X > 3 means) = exp(-3), of 200,000 9,957.
        assertThat(times.stream().filter(ns -> ns > 6_000_000).count()).isBetween(9_600L, 10_300L);
        assertThat(times).allMatch(ns -> ns >= 0);
        assertThat(first(5, new TargetScript.Exponential(2, 7L))).isEqualTo(times.subList(0, 5));
        assertThat(first(5, new TargetScript.Exponential(2, 8L))).isNotEqualTo(times.subList(0, 5));
    }

    @Test
    void aStallIsShorterThanItsPeriod() {
        TargetScript.Stall stall = new TargetScript.Stall(10, 0.8);
        assertThat(stall.everyNs()).isEqualTo(10_000_000_000L);
        assertThat(stall.forNs()).isEqualTo(800_000_000L);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TargetScript.Stall(1, 1))
                .withMessage("forSeconds must be below everySeconds (1.0), was 1.0");
    }

    @Test
    void aScriptIsHandedOverInOneLine() {
        TargetScript script = TargetScript.fifo(new TargetScript.Table(List.of(new TargetScript.Step(2, 3))))
                .withStall(new TargetScript.Stall(10, 0.8))
                .withUnansweredEvery(200);
        assertThat(script.toJson()).doesNotContain("\n");
        assertThat(TargetScript.parse(script.toJson())).isEqualTo(script);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TargetScript.parse("{\"service\": 3}"))
                .withMessageStartingWith("not a script: ");
    }
}
