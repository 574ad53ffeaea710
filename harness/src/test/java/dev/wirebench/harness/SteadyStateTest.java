package dev.wirebench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SteadyStateTest {

    private static List<Double> series(double... values) {
        return DoubleStream.of(values).boxed().toList();
    }

    @Test
    void fewerThanAWindowAreNeverSteady() {
        assertThat(SteadyState.isReached(series(1, 1, 1, 1, 1, 1, 1))).isFalse();
        assertThat(SteadyState.isReached(series(1, 1, 1, 1, 1, 1, 1, 1))).isTrue();
    }

    @Test
    void aSeriesThatFallsIsNotSteady() {
        assertThat(SteadyState.isReached(series(80, 70, 60, 55, 50, 45, 42, 40)))
                .isFalse();
    }

    @Test
    void onlyTheLastWindowCounts() {
        assertThat(SteadyState.isReached(series(900, 500, 80, 20, 21, 20, 22, 21, 20, 21, 22, 20)))
                .isTrue();
    }

    @Test
    void aSeriesThatRisesIsNotGettingFaster() {
        assertThat(SteadyState.isReached(series(40, 42, 45, 50, 55, 60, 70, 80)))
                .isTrue();
    }

    /** Without noise a test of ranks would take any fall, however small, for one. */
    @Test
    void aFallOfLessThanTheToleranceIsNone() {
        assertThat(SteadyState.isReached(series(100.4, 100.3, 100.2, 100.1, 99.9, 99.8, 99.7, 99.6)))
                .isTrue();
        assertThat(SteadyState.isReached(series(104, 103, 102.5, 102, 98, 97.5, 97, 96)))
                .isFalse();
    }

    /** Compilation that makes every slice 3 % faster is found among noise of 2 %; noise alone soon passes. */
    @Test
    void noiseIsToldFromATrend() {
        Random random = new Random(1);
        int steadyFound = 0;
        int trendFound = 0;
        for (int i = 0; i < 500; i++) {
            List<Double> steady = new ArrayList<>();
            List<Double> falling = new ArrayList<>();
            IntStream.range(0, SteadyState.WINDOW).forEach(slice -> {
                double noise = 1 + 0.02 * random.nextGaussian();
                steady.add(100 * noise);
                falling.add(100 * Math.pow(0.97, slice) * noise);
            });
            steadyFound += SteadyState.isReached(steady) ? 1 : 0;
            trendFound += SteadyState.isReached(falling) ? 0 : 1;
        }
        assertThat(steadyFound).isGreaterThan(475);
        assertThat(trendFound).isGreaterThan(475);
    }
}
