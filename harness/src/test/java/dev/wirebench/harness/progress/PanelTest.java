package dev.wirebench.harness.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.loadgen.Snapshot;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PanelTest {

    private static final Load LOAD = new Load.Open(500, Load.Arrivals.CONSTANT, 8);
    private static final Snapshot.Times TIMES = new Snapshot.Times(80_100, 1_200_000, 9_900_000, 20_000);

    private static Panel panel(Map<Outcome, Long> unanswered) {
        return new Panel(
                new Panel.Words("measuring", "http-short.open-500", "block 5 of 24"),
                new Panel.Bar(0.25, 83_000_000_000L, "left"),
                Optional.of(LOAD),
                new Panel.Figures(OptionalDouble.of(499.4), Optional.of(TIMES), unanswered),
                OptionalDouble.of(0.31));
    }

    private static String text(Panel panel, int columns) {
        return panel.lines(columns).stream()
                .map(line -> line.drawn().replaceAll("\u001b\\[[0-9;]*m", "").stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void allIsThereInFourLines() {
        assertThat(text(panel(Map.of()), 100)).isEqualTo("""
                measuring     http-short.open-500        block 5 of 24
                [###############.............................................]  25 %  1:23 left
                asked 500/s      reached 499/s       p50 80.1 us   p99 1.20 ms   max 9.90 ms
                unanswered none   send lag p99 20.0 us   generator CPU 0.310 cores
                """);
    }

    @Test
    void whatIsNotKnownYetIsADash() {
        Panel panel = new Panel(
                new Panel.Words("settling", "six", ""),
                new Panel.Bar(0, 0, "left"),
                Optional.empty(),
                Panel.Figures.NONE,
                OptionalDouble.empty());
        assertThat(text(panel, 100)).contains("asked - ", "reached - ", "p50 - ", "generator CPU -");
    }

    @Test
    void whatWasNotAnsweredStandsThereByKindAndInRed() {
        Panel panel = panel(Map.of(Outcome.TIMED_OUT, 1_234L));
        assertThat(text(panel, 100)).contains("unanswered 1,234 timed-out");
        assertThat(panel.lines(100))
                .anyMatch(line -> line.drawn().contains("\u001b[1;31munanswered 1,234 timed-out\u001b[0m"));
        assertThat(panel(Map.of()).lines(100)).noneMatch(line -> line.drawn().contains("[1;31m"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 25, 39, 40, 60, 80, 200})
    void everyLineIsNarrowerThanTheWindowAndSaysHowWideItIs(int columns) {
        assertThat(panel(Map.of(Outcome.RESET, 3L)).lines(columns)).isNotEmpty().allSatisfy(line -> {
            String seen = line.drawn().replaceAll("\u001b\\[[0-9;]*m", "");
            assertThat(seen).hasSize(line.columns());
            assertThat(line.columns()).isBetween(1, Math.max(1, columns - 1));
        });
    }

    @Test
    void inANarrowWindowNoFigureIsLost() {
        String text = text(panel(Map.of()), 40);
        assertThat(text)
                .contains("500/s", "499/s", "80.1 us", "1.20 ms", "9.90 ms", "20.0 us", "0.310 cores", "1:23 left");
    }

    @Test
    void durationsAreInMinutesUntilThereIsAnHour() {
        assertThat(Panel.text(400_000_000)).isEqualTo("0:00");
        assertThat(Panel.text(7_000_000_000L)).isEqualTo("0:07");
        assertThat(Panel.text(3_723_000_000_000L)).isEqualTo("1:02:03");
    }
}
