package dev.wirebench.lab.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.report.read.Quantile;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PercentileGradeTest {

    private static final long MS = 1_000_000;

    private final Oracle upTo1Ms = new SimulatedRun(TruthPlans.plan("quick/T1")).oracle();
    private final Oracle upTo200Ms = new SimulatedRun(TruthPlans.plan("quick/T2")).oracle();

    /** Of what most messages take, which may be no more than 0.1 ms. */
    @Test
    void belowP99ATwentiethOfAMillisecondIsForgiven() {
        assertThat(isRight(50, upTo1Ms, 950_000, 950_000)).isTrue();
        assertThat(isRight(50, upTo1Ms, 1_050_000, 1_050_000)).isTrue();
        assertThat(isRight(95, upTo1Ms, 949_999, 949_999)).isFalse();
        assertThat(isRight(95, upTo1Ms, 1_050_001, 1_050_001)).isFalse();
    }

    @Test
    void fromP99OnAQuarterOfAMillisecondIsForgiven() {
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
        return isRight(100, oracle, lowerNs, upperNs);
    }

    private static boolean isRight(double percentile, Oracle oracle, long lowerNs, long upperNs) {
        Optional<Quantile> measured = Optional.of(new Quantile(lowerNs, upperNs));
        return PercentileGrade.of(percentile, OptionalDouble.empty(), oracle, measured, 0)
                .isRight();
    }
}
