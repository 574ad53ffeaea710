package dev.wirebench.loadgen.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ConstantRateTest extends ScheduleContract {

    @Override
    Schedule create(double ratePerSecond, long lengthNs) {
        return new ConstantRate(ratePerSecond, lengthNs);
    }

    @Property(tries = 200, seed = "1")
    void theCountIsWithinOneOfRateTimesTime(
            @ForAll @DoubleRange(min = 0.5, max = 50_000) double ratePerSecond,
            @ForAll @IntRange(min = 1, max = 500) int lengthMs) {
        long lengthNs = lengthMs * 1_000_000L;
        double expected = ratePerSecond * lengthNs / 1e9;
        assertThat((double) sends(create(ratePerSecond, lengthNs)).size()).isBetween(expected - 1, expected + 1);
    }

    @Example
    void noRoundingAddsUp() {
        // A gap of 333,333.33 ns: the 3,000th send after the first is due at 1 s to the nanosecond.
        assertThat(sends(create(3000, 1_000_000_001))).hasSize(3001).last().isEqualTo(1_000_000_000L);
    }

    @Example
    void aRateThatIsNoRateIsRefused() {
        for (double rate : new double[] {0, -1, Double.NaN, 2e9}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> create(rate, 1))
                    .withMessageContaining("ratePerSecond must be above 0");
        }
    }
}
