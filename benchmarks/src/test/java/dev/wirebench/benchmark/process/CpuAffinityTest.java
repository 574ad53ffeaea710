package dev.wirebench.benchmark.process;

import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;

class CpuAffinityTest {

    @Test
    void aMissingProcessorIsNamed() {
        assertThatIOException()
                .isThrownBy(() -> CpuAffinity.set(ProcessHandle.current().pid(), "4095"))
                .withMessageContaining("4095");
    }
}
