package dev.wirebench.model.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EstimateTest {

    @Test
    void aBoundMayBeMissing() {
        Estimate estimate = new Estimate(0.1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.1);
        assertThat(estimate.value()).isEqualTo(0.1);
    }

    @Test
    void whatLiesOutsideItsBoundsIsNoEstimate() {
        assertThatThrownBy(() -> new Estimate(0.1, 0.2, 0.3, 0))
                .hasMessageContaining("was 0.1 in [0.2, 0.3], limit 0.0");
        assertThatThrownBy(() -> new Estimate(0.4, 0.2, 0.3, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Estimate(0.1, Double.NaN, 0.3, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Estimate(0.1, 0, 0.3, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
