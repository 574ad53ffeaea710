package dev.wirebench.analysis.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.analysis.Quantile;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MarkTest {

    private static final long MS = 1_000_000;

    private final Oracle upTo1Ms = new SimulatedRun(TruthPlans.plan("quick/T1")).oracle();
    private final Oracle upTo200Ms = new SimulatedRun(TruthPlans.plan("quick/T2")).oracle();

    @Test
    void aQuarterOfAMillisecondIsForgiven() {
        assertThat(isRight(upTo1Ms, 750_000, 750_000)).isTrue();
        assertThat(isRight(upTo1Ms, 1_250_000, 1_250_000)).isTrue();
        assertThat(isRight(upTo1Ms, 749_999, 749_999)).isFalse();
        assertThat(isRight(upTo1Ms, 1_250_001, 1_250_001)).isFalse();
    }

    @Test
    void aHundredthIsForgivenWhereItIsMore() {
        assertThat(isRight(upTo200Ms, 198 * MS, 198 * MS)).isTrue();
        assertThat(isRight(upTo200Ms, 202 * MS, 202 * MS)).isTrue();
        assertThat(isRight(upTo200Ms, 198 * MS - 1, 198 * MS - 1)).isFalse();
        assertThat(isRight(upTo200Ms, 202 * MS + 1, 202 * MS + 1)).isFalse();
    }

    @Test
    void aBoundIsWrongWhereThereIsAnAnswer() {
        assertThat(isRight(upTo1Ms, MS, Quantile.INFINITE)).isFalse();
        assertThat(isRight(upTo1Ms, MS, 2 * MS)).isFalse();
        assertThat(isRight(upTo1Ms, 0, MS)).isFalse();
    }

    /** Of the largest value. */
    private static boolean isRight(Oracle oracle, long lowerNs, long upperNs) {
        Optional<Quantile> measured = Optional.of(new Quantile(lowerNs, upperNs));
        return Mark.of(100, OptionalDouble.empty(), oracle, measured, 0).isRight();
    }
}
