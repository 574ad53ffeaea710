package dev.wirebench.harness.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.wirebench.model.plan.Phases;
import org.junit.jupiter.api.Test;

/** All times are seconds of a clock that the tests turn. */
class TimeLeftTest {

    private static final Phases BLOCK = new Phases(1, 8.9);

    private double nowSeconds;

    private final TimeLeft timeLeft = new TimeLeft(() -> Math.round(nowSeconds * 1e9));

    private void assertLeft(double seconds) {
        assertThat(timeLeft.leftNs() / 1e9).isEqualTo(seconds, offset(1e-6));
    }

    private void block(double seconds) {
        timeLeft.blockBegan();
        nowSeconds += seconds;
        timeLeft.blockEnded();
    }

    @Test
    void beforeABlockHasEndedItIsWhatThePlanSays() {
        timeLeft.blocks(4, BLOCK);
        assertLeft(40);
        timeLeft.blockBegan();
        nowSeconds += 3;
        assertLeft(37);
        assertThat(timeLeft.share()).isEqualTo(3.0 / 40, offset(1e-6));
    }

    @Test
    void thenItIsHowLongBlocksTake() {
        timeLeft.blocks(4, BLOCK);
        block(12);
        assertLeft(36);
        block(14);
        assertLeft(26);
    }

    @Test
    void aBlockThatTakesLongerThanOthersNeverLeavesLessThanNothing() {
        timeLeft.blocks(1, BLOCK);
        timeLeft.blockBegan();
        nowSeconds += 30;
        assertLeft(0);
        timeLeft.blockEnded();
        assertThat(timeLeft.share()).isEqualTo(1);
    }

    @Test
    void cellsThatSettleAndCalibrationCountUntilBlocksBegin() {
        timeLeft.settling(3);
        assertLeft(7.5);
        nowSeconds += 4;
        timeLeft.settledOne();
        assertLeft(8);
        timeLeft.calibrating();
        timeLeft.blocks(1, BLOCK);
        assertLeft(10);
    }
}
