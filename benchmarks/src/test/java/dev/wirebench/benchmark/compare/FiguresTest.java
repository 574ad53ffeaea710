package dev.wirebench.benchmark.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FiguresTest {

    @Test
    void theBareClientsLineHasNoPercentilesUnlessItWasAskedForThem() throws IOException {
        Figures figures = Figures.parse(
                "{\"answered\":100,\"failed\":2,\"elapsedNs\":1000000000,\"userNs\":200000,\"systemNs\":300000,"
                        + "\"p50Ns\":null,\"p90Ns\":null,\"p99Ns\":null,\"p999Ns\":null}\n");
        assertThat(figures).isEqualTo(new Figures(100, 2, 1_000_000_000, 200_000, 300_000, null, null, null, null));
        assertThat(Metric.P50_US.of(figures)).isEmpty();
        assertThat(Metric.USER_US_PER_MESSAGE.of(figures)).hasValue(2);
        assertThat(Metric.SYSTEM_US_PER_MESSAGE.of(figures)).hasValue(3);
        assertThat(Metric.CPU_US_PER_MESSAGE.of(figures)).hasValue(5);
        assertThat(Metric.MESSAGES_PER_SECOND.of(figures)).hasValue(100);
        assertThat(Metric.PROCESSORS.of(figures)).hasValue(0.0005);
    }

    @Test
    void aLineIsReadAsItWasWritten() throws IOException {
        Figures figures = new Figures(1, 2, 3, 4, 5, 6L, 7L, 8L, 9L);
        assertThat(Figures.parse(figures.toLine())).isEqualTo(figures);
        assertThat(Metric.P50_US.of(figures)).hasValue(0.006);
        assertThat(Metric.P99_US.of(figures)).hasValue(0.008);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{\"answered\":1}", "Segmentation fault"})
    void anythingElseIsRefusedAndNamed(String line) {
        assertThatThrownBy(() -> Figures.parse(line))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(line);
    }

    @Test
    void withoutAnAnswerThereIsNoCostOfOne() {
        Figures none = new Figures(0, 5, 1_000, 10, 10, null, null, null, null);
        assertThat(Metric.CPU_US_PER_MESSAGE.of(none)).isEmpty();
    }
}
