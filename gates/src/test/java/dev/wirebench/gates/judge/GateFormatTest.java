package dev.wirebench.gates.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.record.Counts;
import dev.wirebench.report.read.Units;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateFormatTest {

    @ParameterizedTest
    @CsvSource({
        "http-long.p99 < 2 ms, < 2 ms",
        "http-long.p99<2ms, < 2ms",
        "failed==0, == 0",
        "http-long.p50  <=  0.5 x   http-short.p50, <= 0.5 x http-short.p50",
        "p99 no more  than 10 % worse, no more than 10 % worse than the baseline",
        "'p99 not  worse, 10 % matters', 'not worse than the baseline, 10 % matters'"
    })
    void whatIsRequiredIsWhatTheUserWrote(String rule, String required) {
        assertThat(GateFormat.required(Gate.of(rule))).isEqualTo(required);
    }

    @Test
    void boundsRepeatNoUnit() {
        assertThat(GateFormat.withBounds("1.43 ms", "1.40 ms", "1.47 ms")).isEqualTo("1.43 ms (1.40 to 1.47)");
        assertThat(GateFormat.withBounds("1.00 ms", "990 us", "1.10 ms")).isEqualTo("1.00 ms (990 us to 1.10 ms)");
        assertThat(GateFormat.withBounds("+12.3 %", "+8.1 %", "+16.4 %")).isEqualTo("+12.3 % (+8.1 % to +16.4 %)");
        assertThat(GateFormat.withBounds("1.43 ms", "1.40 ms", "no end")).isEqualTo("1.43 ms (1.40 ms to no end)");
    }

    @Test
    void aShiftReadsAsWhatIsAskedFor() {
        ShiftFormat change = new ShiftFormat(1, 1, -1, GateFormat::change);
        assertThat(change.text(Math.log(1.1), Math.log(1.05), Math.log(1.152)))
                .isEqualTo("+10.0 % (+5.0 % to +15.2 %)");
        assertThat(change.text(-1e-9, Double.NEGATIVE_INFINITY, Math.log(1.05))).isEqualTo("+0.0 % (no end to +5.0 %)");
        ShiftFormat throughput = new ShiftFormat(1, -1, -1, GateFormat::change);
        assertThat(throughput.text(-Math.log(0.9), -Math.log(0.95), -Math.log(0.8)))
                .isEqualTo("-10.0 % (-20.0 % to -5.0 %)");
        ShiftFormat limit = new ShiftFormat(1000, -1, 0, Units.PLAIN::perSecond);
        assertThat(limit.text(-Math.log(2), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY))
                .isEqualTo("2,000/s");
    }

    @Test
    void failuresAreNamedByTheirKind() {
        assertThat(GateFormat.failed(new Counts(10, 5, Map.of(Outcome.RESET, 3L), 1, 1)))
                .isEqualTo("3 failed, 1 timed out, 1 unfinished");
        assertThat(GateFormat.failed(new Counts(10, 10, Map.of(), 0, 0))).isEqualTo("0");
    }
}
