package dev.wirebench.loadgen.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import net.jqwik.api.Example;

class PoissonRateTest extends ScheduleContract {

    @Override
    Schedule create(double ratePerSecond, long lengthNs) {
        return new PoissonRate(ratePerSecond, lengthNs, 42);
    }

    /**
     * The mean of 100,000 exponential gaps is 1 / rate and the share above it 1 / e; four standard errors are allowed.
     */
    @Example
    void gapsAreExponential() {
        List<Long> sends = sends(create(1000, 100_000_000_000L));
        double meanNs = (double) sends.get(sends.size() - 1) / sends.size();
        long above = 0;
        for (int i = 1; i < sends.size(); i++) {
            above += sends.get(i) - sends.get(i - 1) > 1_000_000 ? 1 : 0;
        }
        assertThat(meanNs).isCloseTo(1_000_000, offset(4 * 1_000_000 / Math.sqrt(100_000)));
        assertThat((double) above / sends.size()).isCloseTo(Math.exp(-1), offset(4 * 0.4822 / Math.sqrt(100_000)));
    }

    @Example
    void anotherSeedGivesOtherSends() {
        assertThat(sends(new PoissonRate(1000, 1_000_000_000, 1)))
                .isNotEqualTo(sends(new PoissonRate(1000, 1_000_000_000, 2)));
    }
}
