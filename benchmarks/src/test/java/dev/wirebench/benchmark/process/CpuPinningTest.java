package dev.wirebench.benchmark.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CpuPinningTest {

    @Test
    void theTwoSidesHaveAProcessorEach() {
        CpuPinning pinning = CpuPinning.of("yes", 2, true);
        assertThat(CpuPinning.join(pinning.generator(), List.of("wrk"))).containsExactly("taskset", "-c", "0", "wrk");
        assertThat(CpuPinning.join(pinning.target(), List.of("echo"))).containsExactly("taskset", "-c", "1", "echo");
    }

    @Test
    void whereNothingIsPinnedTheNoteSaysWhy() {
        assertThat(CpuPinning.of("no", 2, true))
                .isEqualTo(new CpuPinning(List.of(), List.of(), "Nothing is pinned: PIN=no."));
        assertThat(CpuPinning.of("yes", 1, true).note()).contains("1 processor");
        assertThat(CpuPinning.of("yes", 8, false).note()).contains("taskset");
        assertThat(CpuPinning.of("yes", 8, false).target()).isEmpty();
    }
}
