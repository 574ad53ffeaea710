package dev.wirebench.benchmark.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.report.read.Quantile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrintedPercentileTest {

    private static final Path PLANS = Path.of("../plans/truth");

    // T1 is 1 ms throughout; T3's p99 is 701 ms; T9's p99.9 is never answered, with a time-out of 2 s.
    @ParameterizedTest
    @CsvSource({
        "T1, 50, 1.25, true",
        "T1, 50, 1.26, false",
        "T3, 99, 694, true",
        "T3, 99, 708.1, false",
        "T9, 99, 1.1, true",
        "T9, 99.9, 1.1, false",
        "T9, 99.9, 1998, true",
        "T9, 100, 3000, true"
    })
    void rightIsWithinAQuarterMillisecondOrOnePercent(String schedule, double percentile, double ms, boolean isRight) {
        PrintedPercentile judged = PrintedPercentile.of(TruthQuestion.read(PLANS, schedule), percentile, ms);
        assertThat(judged.counts()).isTrue();
        assertThat(judged.isRight()).isEqualTo(isRight);
    }

    @Test
    void aLargestValueThatTheoryDoesNotHaveDoesNotCount() {
        assertThat(PrintedPercentile.of(TruthQuestion.read(PLANS, "T5"), 100, 26.0)
                        .counts())
                .isFalse();
        assertThat(PrintedPercentile.of(TruthQuestion.read(PLANS, "T5"), 99.9, 25.9)
                        .isRight())
                .isTrue();
    }

    @Test
    void anOpenPercentileIsWrongWhereTheAnswerIsKnown() {
        Quantile open = new Quantile(1_000_000, Quantile.INFINITE);
        assertThat(PrintedPercentile.of(TruthQuestion.read(PLANS, "T1"), 50, open)
                        .isRight())
                .isFalse();
    }
}
