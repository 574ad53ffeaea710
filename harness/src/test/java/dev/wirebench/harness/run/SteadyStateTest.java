package dev.wirebench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a warm-up: known series, and how often it is right about a cell that gets faster as 1 + 0.5 exp(-slice / tau). */
class SteadyStateTest {

    private static final int RUNS = 200;
    private static final double AMOUNT = 0.5;

    /** When a run was called steady, and how much too slow it was then; 0 slices for never. */
    private record Called(int slices, double left) {}

    private static List<Double> series(double... values) {
        return DoubleStream.of(values).boxed().toList();
    }

    private static List<Called> simulated(double noise, double tau, double amount) {
        SplittableRandom random = new SplittableRandom(5);
        List<Called> all = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            List<Double> service = new ArrayList<>();
            List<Double> cpu = new ArrayList<>();
            Called called = new Called(0, 0);
            for (int slice = 0; slice < SteadyState.MOST && called.slices == 0; slice++) {
                double left = amount * Math.exp(-slice / tau);
                service.add((1 + left) * Math.exp(noise * random.nextGaussian()));
                cpu.add((1 + left) * Math.exp(noise * random.nextGaussian()));
                if (SteadyState.isReached(service) && SteadyState.isReached(cpu)) {
                    called = new Called(slice + 1, left);
                }
            }
            all.add(called);
        }
        return all;
    }

    private static double share(List<Called> all, Predicate<Called> which) {
        return (double) all.stream().filter(which).count() / all.size();
    }

    @Test
    void tooFewFiguresAreNeverSteady() {
        assertThat(SteadyState.isReached(Collections.nCopies(SteadyState.FEWEST - 1, 1.0)))
                .isFalse();
        assertThat(SteadyState.isReached(Collections.nCopies(SteadyState.FEWEST, 1.0)))
                .isTrue();
    }

    @Test
    void aSeriesThatFallsIsNotSteady() {
        assertThat(SteadyState.isReached(series(80, 78, 76, 75, 73, 71, 70, 68, 67, 66, 64, 63)))
                .isFalse();
    }

    @Test
    void aSeriesThatRisesIsNotGettingFaster() {
        assertThat(SteadyState.isReached(series(40, 42, 45, 50, 55, 60, 70, 80, 81, 82, 84, 90)))
                .isTrue();
    }

    @Test
    void onlyTheLastFiguresCount() {
        assertThat(SteadyState.isReached(
                        series(900, 500, 80, 20, 20.1, 20, 20.1, 20, 20, 20.1, 20, 20, 20.1, 20, 20, 20.1, 20)))
                .isTrue();
    }

    /** Up to 79 % of these were once called steady when they were still a third too slow. */
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "0.02, 8",
        "0.02, 20",
        "0.02, 40",
        "0.05, 8",
        "0.05, 20",
        "0.05, 40",
        "0.1, 8",
        "0.1, 20",
        "0.1, 40",
        "0.2, 8",
        "0.2, 20",
        "0.2, 40"
    })
    void aCellThatIsAThirdTooSlowIsHardlyEverCalledSteady(double noise, double tau) {
        List<Called> all = simulated(noise, tau, AMOUNT);
        assertThat(share(all, called -> called.left > 0.33)).isLessThan(0.05);
        assertThat(share(all, called -> called.left > 0.2)).isLessThan(0.1);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.05, 0.1, 0.2})
    void aCellThatIsSteadyOrSoonIsCalledSoInTime(double noise) {
        assertThat(share(simulated(noise, 1, 0), called -> called.slices > 0)).isGreaterThan(0.95);
        assertThat(share(simulated(noise, 4, AMOUNT), called -> called.slices > 0))
                .isGreaterThan(0.95);
    }
}
