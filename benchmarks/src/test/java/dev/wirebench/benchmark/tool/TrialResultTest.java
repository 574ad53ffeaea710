package dev.wirebench.benchmark.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrialResultTest {

    @Test
    void theCClientsLineHasNoPercentilesUnlessItWasAskedForThem() throws IOException {
        TrialResult figures = TrialResult.parse(
                "{\"answered\":100,\"failed\":2,\"elapsedNs\":1000000000,\"userNs\":200000,\"systemNs\":300000,"
                        + "\"p50Ns\":null,\"p90Ns\":null,\"p99Ns\":null,\"p999Ns\":null}\n");
        assertThat(figures).isEqualTo(new TrialResult(100, 2, 1_000_000_000, 200_000, 300_000, Map.of()));
    }

    @Test
    void aLineIsReadAsItWasWritten() throws IOException {
        TrialResult figures = new TrialResult(1, 2, 3, 4, 5, Map.of(50.0, 6L, 90.0, 7L, 99.0, 8L, 99.9, 9L));
        assertThat(TrialResult.parse(figures.toJson().toString())).isEqualTo(figures);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{\"answered\":1}", "Segmentation fault"})
    void anythingElseIsRefusedAndNamed(String line) {
        assertThatThrownBy(() -> TrialResult.parse(line))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(line);
    }
}
