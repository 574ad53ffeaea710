package dev.wirebench.benchmark.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PinningTest {

    @Test
    void theTwoSidesHaveAProcessorEach() {
        Pinning pinning = Pinning.of(null, 2, true);
        assertThat(Pinning.join(pinning.generator(), List.of("wrk"))).containsExactly("taskset", "-c", "0", "wrk");
        assertThat(Pinning.join(pinning.target(), List.of("echo"))).containsExactly("taskset", "-c", "1", "echo");
    }

    @Test
    void whereNothingIsPinnedTheNoteSaysWhy() {
        assertThat(Pinning.of("no", 2, true))
                .isEqualTo(new Pinning(List.of(), List.of(), "Nothing is pinned: PIN=no."));
        assertThat(Pinning.of(null, 1, true).note()).contains("1 processor");
        assertThat(Pinning.of("yes", 8, false).note()).contains("taskset");
        assertThat(Pinning.of("yes", 8, false).target()).isEmpty();
    }
}
