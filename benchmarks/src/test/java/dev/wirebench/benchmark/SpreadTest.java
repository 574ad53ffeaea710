package dev.wirebench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SpreadTest {

    @Test
    void theMedianOfAnOddNumberIsTheMiddleOne() {
        assertThat(Spread.of(9, 1, 4)).isEqualTo(new Spread(1, 4, 9));
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(Spread.of(9, 1, 4, 2)).isEqualTo(new Spread(1, 3, 9));
    }

    @Test
    void oneFigureIsAll() {
        assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7));
    }

    @Test
    void withoutFiniteValuesItIsUnknown() {
        assertThat(Spread.of().isKnown()).isFalse();
        assertThat(Spread.of(Double.NaN).text("%.1f")).isEqualTo("-");
        assertThat(Spread.of(9, Double.NaN, 1, 2, 4)).isEqualTo(new Spread(1, 3, 9));
    }

    @Test
    void itIsShownAsMedianAndRange() {
        assertThat(Spread.of(1000, 3000, 2000).text("%.1f", 1e-3)).isEqualTo("2.0 (1.0 to 3.0)");
    }
}
