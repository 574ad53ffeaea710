package dev.wirebench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.Sweep;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RateSearchTest {

    /** Every rate that is asked for against a target that keeps its limit up to a rate. */
    private static List<Double> asked(Sweep sweep, double capacity) {
        RateSearch search = new RateSearch(sweep);
        List<Double> asked = new ArrayList<>();
        for (OptionalDouble next; (next = search.next()).isPresent(); ) {
            asked.add(next.getAsDouble());
            search.measured(next.getAsDouble(), next.getAsDouble() <= capacity);
        }
        return asked;
    }

    private static Sweep sweep(double from, double to, int refinements) {
        return new Sweep(from, to, 8, refinements, Sweep.DEFAULT_SECONDS, Sweep.DEFAULT_LIMIT);
    }

    @Test
    void theRateIsDoubledUntilTheLimitBreaksThenTheStepIsHalved() {
        assertThat(asked(sweep(1000, 64_000, 3), 5000))
                .containsExactly(1000.0, 2000.0, 4000.0, 8000.0, 5660.0, 4760.0, 5190.0);
    }

    @Test
    void noRateIsAboveTheLast() {
        assertThat(asked(sweep(1000, 3000, 3), 1e9)).containsExactly(1000.0, 2000.0, 3000.0);
        assertThat(asked(sweep(1000, 3000, 1), 2500)).containsExactly(1000.0, 2000.0, 3000.0, 2450.0);
    }

    @Test
    void aLimitThatTheFirstRateBreaksIsNotLookedForBelow() {
        assertThat(asked(sweep(1000, 64_000, 3), 500)).containsExactly(1000.0);
    }

    @Test
    void aSingleRateIsMeasuredOnce() {
        assertThat(asked(sweep(0.5, 0.5, 10), 1)).containsExactly(0.5);
    }

    @Test
    void refiningEndsWhereThreeDigitsTellNoDifference() {
        List<Double> asked = asked(sweep(1, 1000, 10), 5.555);
        assertThat(asked).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(RateSearch.most(sweep(1, 1000, 10)));
        assertThat(asked).contains(5.55, 5.56);
    }

    @Test
    void noSearchIsLongerThanSaid() {
        for (double capacity : new double[] {0, 1000, 1001, 3999, 4000, 63_999, 64_000}) {
            Sweep sweep = sweep(1000, 64_000, 4);
            assertThat(asked(sweep, capacity)).hasSizeLessThanOrEqualTo(RateSearch.most(sweep));
        }
        assertThat(asked(sweep(1000, 64_000, 4), 63_999)).hasSize(RateSearch.most(sweep(1000, 64_000, 4)));
    }
}
