package dev.wirebench.gates.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LooksTest {

    @Test
    void theyGrowWithWhatThereIsAndEndAtTheCap() {
        assertThat(Looks.upTo(12)).containsExactly(12);
        assertThat(Looks.upTo(50)).containsExactly(12, 20, 30, 40, 50);
        assertThat(Looks.upTo(160)).containsExactly(12, 20, 30, 40, 60, 80, 120, 160);
        assertThat(Looks.upTo(1000)).containsExactly(12, 20, 30, 40, 60, 80, 120, 160, 240, 320, 480, 640, 960, 1000);
    }

    @Test
    void whatIsMeasuredAfterTheLastLookCountsOnlyWhenTheRunIsOver() {
        assertThat(Looks.among(25, 160, false)).containsExactly(12, 20);
        assertThat(Looks.among(25, 160, true)).containsExactly(12, 20, 25);
        assertThat(Looks.among(200, 160, true)).endsWith(120, 160).doesNotContain(200);
        assertThat(Looks.among(11, 160, true)).isEmpty();
    }

    @Test
    void theErrorRateOfALookIsItsPartOfTheWhole() {
        assertThat(ErrorRates.fail(160) * 8).isEqualTo(0.01);
        assertThat(ErrorRates.fail(12)).isEqualTo(0.01);
        assertThat(ErrorRates.pass(160) * 8).isEqualTo(0.04);
        assertThat(ErrorRates.pass(12)).isEqualTo(0.04);
    }
}
