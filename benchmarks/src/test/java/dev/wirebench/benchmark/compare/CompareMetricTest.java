package dev.wirebench.benchmark.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.benchmark.tool.TrialResult;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CompareMetricTest {

    @Test
    void costsArePerAnsweredMessage() {
        TrialResult result = new TrialResult(100, 2, 1_000_000_000, 200_000, 300_000, Map.of(50.0, 6L, 99.0, 8L));
        assertThat(CompareMetric.USER_US_PER_MESSAGE.of(result)).isEqualTo(2);
        assertThat(CompareMetric.SYSTEM_US_PER_MESSAGE.of(result)).isEqualTo(3);
        assertThat(CompareMetric.CPU_US_PER_MESSAGE.of(result)).isEqualTo(5);
        assertThat(CompareMetric.MESSAGES_PER_SECOND.of(result)).isEqualTo(100);
        assertThat(CompareMetric.PROCESSORS.of(result)).isEqualTo(0.0005);
        assertThat(CompareMetric.P50_US.of(result)).isEqualTo(0.006);
        assertThat(CompareMetric.P99_US.of(result)).isEqualTo(0.008);
    }

    @Test
    void whatWasNotMeasuredIsNotANumber() {
        TrialResult none = new TrialResult(0, 5, 1_000, 10, 10, Map.of());
        assertThat(CompareMetric.CPU_US_PER_MESSAGE.of(none)).isNaN();
        assertThat(CompareMetric.P50_US.of(none)).isNaN();
    }
}
