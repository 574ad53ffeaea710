package dev.wirebench.report.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0             | 0 ns
            7             | 7.00 ns
            999           | 999 ns
            999.6         | 1.00 us
            1000          | 1.00 us
            12345         | 12.3 us
            999499        | 999 us
            999500        | 1.00 ms
            215000        | 215 us
            2001234567    | 2.00 s
            3600000000000 | 3600 s
            """)
    void timesHaveThreeDigitsAndTheUnitThatFits(double ns, String text) {
        assertThat(Units.PLAIN.time(ns)).isEqualTo(text);
    }

    @Test
    void boundsThatPrintAlikeAreOneValue() {
        assertThat(Units.PLAIN.time(new Quantile(1_000_000, 1_000_447))).isEqualTo("1.00 ms");
        assertThat(Units.PLAIN.time(new Quantile(1_000_000, 1_100_000))).isEqualTo(">= 1.00 ms");
        assertThat(Units.TYPESET.time(new Quantile(250_000, Quantile.INFINITE))).isEqualTo("\u2265 250 \u00b5s");
        assertThat(Units.TYPESET.time(Optional.empty())).isEqualTo("-");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0         | 0/s       | 0 B
            0.5       | 0.500/s   | 0.5 B
            99.95     | 100/s     | 100.0 B
            996.02    | 996/s     | 996.0 B
            130625    | 130,625/s | 130,625 B
            196083712 | 196,083,712/s | 187 MiB
            """)
    void ratesAndBytesReadLikeNumbers(double value, String rate, String bytes) {
        assertThat(Units.PLAIN.perSecond(value)).isEqualTo(rate);
        assertThat(Units.PLAIN.bytes(value)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"0, +0 ns", "250000, +250 us", "-250000, -250 us"})
    void differencesHaveTheirSign(double ns, String text) {
        assertThat(Units.PLAIN.difference(ns)).isEqualTo(text);
        assertThat(Units.TYPESET.difference(-250_000)).isEqualTo("\u2212250 \u00b5s");
    }
}
