package dev.wirebench.model.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.wirebench.model.plan.Outcome;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountsTest {

    @ParameterizedTest
    @CsvSource({"9, 1, 2, 3, 4", "11, 1, 2, 3, 4", "1, 0, 0, 0, 0", "0, 0, 0, 0, 1"})
    void countsThatAreOffByOneAreAnError(long intended, long answered, long resets, long timedOut, long unfinished) {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new Counts(intended, answered, Map.of(Outcome.RESET, resets), timedOut, unfinished))
                .withMessage(
                        "accounting error: %d messages intended, but %d ended (answered %d, failed {RESET=%d},"
                                + " timed out %d, unfinished %d)",
                        intended, answered + resets + timedOut + unfinished, answered, resets, timedOut, unfinished);
    }

    @Test
    void aSumKeepsTheKindsOfFailureApart() {
        Counts one = new Counts(10, 1, Map.of(Outcome.RESET, 2L), 3, 4);
        Counts other = new Counts(105, 10, Map.of(Outcome.RESET, 5L, Outcome.MALFORMED, 20L), 30, 40);
        assertThat(one.plus(other))
                .isEqualTo(new Counts(115, 11, Map.of(Outcome.RESET, 7L, Outcome.MALFORMED, 20L), 33, 44));
        assertThat(one.plus(other).failures()).isEqualTo(27);
        assertThat(one.plus(Counts.NONE)).isEqualTo(one);
    }

    @Test
    void ofASpoiltBlockOnlyTheTargetsFailuresCount() {
        Counts counts = new Counts(10, 1, Map.of(Outcome.RESET, 2L, Outcome.NO_LOCAL_PORT, 1L), 2, 4);
        assertThat(counts.ofTarget()).isEqualTo(new Counts(5, 1, Map.of(Outcome.RESET, 2L), 2, 0));
    }

    @Test
    void countsDoNotChangeWithTheMapTheyWereMadeOf() {
        Map<Outcome, Long> failed = new EnumMap<>(Map.of(Outcome.RESET, 1L));
        Counts counts = new Counts(1, 0, failed, 0, 0);
        failed.clear();
        assertThat(counts.failures()).isEqualTo(1);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> counts.failed().put(Outcome.RESET, 2L));
    }
}
