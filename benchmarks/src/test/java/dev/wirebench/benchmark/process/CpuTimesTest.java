package dev.wirebench.benchmark.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CpuTimesTest {

    private static final String STAT = "4711 (%s) S 1 4711 4711 0 -1 4194560 1087 52403 0 22 123 45 678 9 20 0 1 0 2345"
            + " 9166848 1024 18446744073709551615 1 1 0 0 0 0 65536 3686404 1266761467 0 0 0 17 1 0 0 0 0 0\n";

    @Test
    void timesAreHundredthsOfASecond() {
        assertThat(CpuTimes.parse(STAT.formatted("java")))
                .isEqualTo(new CpuTimes(1_230_000_000L, 450_000_000L, 6_780_000_000L, 90_000_000L));
    }

    @Test
    void aNameMayHoldBracketsAndBlanks() {
        CpuTimes plain = CpuTimes.parse(STAT.formatted("java"));
        assertThat(CpuTimes.parse(STAT.formatted("my (own) prog) S 1 2 3 ("))).isEqualTo(plain);
    }
}
