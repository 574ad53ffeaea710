package dev.wirebench.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.wirebench.model.record.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhasesTest {

    @Test
    void theDrainLastsAsLongAsTheTimeOutUnlessItIsGiven() {
        assertThat(new Phases(0, 1).drainSeconds()).isEqualTo(Phases.DEFAULT_TIMEOUT_SECONDS);
        assertThat(new Phases(0, 1, 7.0).drainSeconds()).isEqualTo(7);
        assertThat(new Phases(0, 1, 7.0, 3.0).drainSeconds()).isEqualTo(3);
    }

    @Test
    void secondsBecomeWholeNanoseconds() {
        Phases phases = new Phases(0.1, 0.000_000_001, 0.3, 600.0);
        assertThat(phases.warmUpNs()).isEqualTo(100_000_000);
        assertThat(phases.measurementNs()).isEqualTo(1);
        assertThat(phases.timeoutNs()).isEqualTo(300_000_000);
        assertThat(phases.drainNs()).isEqualTo(600_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.001, 1e9})
    void whatIsNoDurationIsRefused(double seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Phases(seconds, 1))
                .withMessageStartingWith("warmUpSeconds must be 0 to 600, was ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Phases(0, seconds))
                .withMessageStartingWith("measurementSeconds must be above 0 and at most 1800, was ");
    }

    /** The longest block must fit into the histograms: its oldest message is at most this old at its end. */
    @Test
    void noPlanLastsLongerThanAHistogramReaches() {
        Phases longest = new Phases(600, 1800, 300.0, 600.0);
        assertThat(longest.warmUpNs() + longest.measurementNs() + longest.drainNs() + longest.timeoutNs())
                .isLessThan(Interval.HIGHEST_TRACKABLE_NS);
    }
}
