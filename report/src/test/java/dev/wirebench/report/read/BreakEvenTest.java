package dev.wirebench.report.read;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakEvenTest {

    @Property(seed = "1")
    void itIsTheFirstNumberOfMessagesFromWhichKeepingCostsNoMore(
            @ForAll @IntRange(max = 10_000) int shortCost,
            @ForAll @IntRange(max = 10_000) int opening,
            @ForAll @IntRange(max = 10_000) int longCost) {
        long messages = new BreakEven(shortCost, opening, longCost).messages();
        if (messages == BreakEven.NEVER) {
            assertThat(longCost > shortCost || longCost == shortCost && opening > 0)
                    .isTrue();
        } else {
            assertThat(opening + messages * longCost).isLessThanOrEqualTo(messages * shortCost);
            assertThat(messages == 1 || opening + (messages - 1) * longCost > (messages - 1) * shortCost)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "100, 50, 40, always",
        "100, 60, 40, always",
        "100, 61, 40, from 2 messages",
        "100, 1000, 90, from 100 messages",
        "100, 1001, 90, from 101 messages",
        "100, 0, 100, always",
        "100, 1, 100, never",
        "100, 0, 101, never"
    })
    void itIsSaidInWords(double shortCost, double opening, double longCost, String text) {
        assertThat(new BreakEven(shortCost, opening, longCost).text(Units.PLAIN))
                .isEqualTo(text);
    }
}
