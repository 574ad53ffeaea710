package dev.wirebench.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wirebench.model.plan.Load;
import dev.wirebench.model.text.PlanException;
import org.junit.jupiter.api.Test;

class IntendedSendsTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void openMessagesAreIntendedWhateverTheTime() {
        IntendedSends sends = IntendedSends.of(new Load.Open(4, Load.Arrivals.CONSTANT, 1), SECOND, 1);
        assertThat(sends.offsetNs(0, 0)).isZero();
        assertThat(sends.offsetNs(3, 9 * SECOND)).isEqualTo(SECOND * 3 / 4);
        assertThat(sends.offsetNs(4, 0)).isEqualTo(IntendedSends.END);
    }

    @Test
    void messagesOfTheMeasurementAreKnownBeforehand() {
        IntendedSends sends = IntendedSends.of(new Load.Open(1000, Load.Arrivals.CONSTANT, 1), 3 * SECOND, 1);
        assertThat(sends.countFrom(0)).isEqualTo(3000);
        assertThat(sends.countFrom(SECOND)).isEqualTo(2000);
    }

    @Test
    void theSameSeedIntendsTheSameMessages() {
        Load load = new Load.Open(1000, Load.Arrivals.POISSON, 1);
        IntendedSends first = IntendedSends.of(load, SECOND, 7);
        IntendedSends second = IntendedSends.of(load, SECOND, 7);
        assertThat(first.countFrom(0)).isEqualTo(second.countFrom(0)).isPositive();
        for (int i = 0; i < first.countFrom(0); i++) {
            assertThat(first.offsetNs(i, 0)).isEqualTo(second.offsetNs(i, 0));
        }
    }

    @Test
    void closedMessagesAreIntendedWhenTheyAreTakenUntilTheTimeIsOver() {
        IntendedSends sends = IntendedSends.of(new Load.Closed(1), SECOND, 1);
        assertThat(sends.offsetNs(5, 123)).isEqualTo(123);
        assertThat(sends.offsetNs(6, SECOND)).isEqualTo(IntendedSends.END);
        assertThat(sends.countFrom(0)).isNegative();
    }

    @Test
    void aScheduleThatWouldNotFitInMemoryIsRefused() {
        assertThatThrownBy(() -> IntendedSends.of(new Load.Open(1_000_000, Load.Arrivals.CONSTANT, 1), 60 * SECOND, 1))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("20000000 messages");
    }
}
