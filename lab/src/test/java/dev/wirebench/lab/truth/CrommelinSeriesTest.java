package dev.wirebench.lab.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrommelinSeriesTest {

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.3, 0.7, 0.9, 0.99})
    void itIsErlangsSeries(double rho) {
        CrommelinSeries series = new CrommelinSeries(rho);
        for (double t = 0; t < 50; t += 1.37) {
            assertThat(series.atMost(t)).as("t = " + t).isCloseTo(erlang(rho, t), within(1e-12));
        }
    }

    /**
     * P(wait <= t) = (1 - rho) * sum over k = 0 .. floor(t) of (rho (k - t))^k / k! * exp(rho (t - k)), with digits enough
     * for what cancels.
     */
    private static double erlang(double rho, double t) {
        MathContext digits = new MathContext(80);
        BigDecimal e =
                new BigDecimal("2.71828182845904523536028747135266249775724709369995957496696762772407663035354759");
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 0; k <= (int) t; k++) {
            BigDecimal x =
                    BigDecimal.valueOf(rho).multiply(BigDecimal.valueOf(t).subtract(BigDecimal.valueOf(k)));
            BigDecimal term = exp(x, e, digits).multiply(x.negate().pow(k, digits), digits);
            for (int i = 2; i <= k; i++) {
                term = term.divide(BigDecimal.valueOf(i), digits);
            }
            sum = sum.add(term, digits);
        }
        return (1 - rho) * sum.doubleValue();
    }

    private static BigDecimal exp(BigDecimal x, BigDecimal e, MathContext digits) {
        BigDecimal rest = x.remainder(BigDecimal.ONE);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int i = 1; i < 60; i++) {
            term = term.multiply(rest).divide(BigDecimal.valueOf(i), digits);
            sum = sum.add(term, digits);
        }
        return sum.multiply(e.pow(x.intValue(), digits), digits);
    }

    @Test
    void theQuantileIsWhereTheDistributionReachesIt() {
        CrommelinSeries series = new CrommelinSeries(0.7);
        assertThat(series.quantile(0.29)).isZero();
        for (double q : new double[] {0.31, 0.5, 0.9, 0.99, 0.999, 0.999999}) {
            assertThat(series.atMost(series.quantile(q))).isCloseTo(q, within(1e-14));
        }
    }

    /** Kingman's law for heavy traffic: almost exponential, with a mean of rho / (2 (1 - rho)). */
    @Test
    void heavyTrafficCancelsNothing() {
        double rho = 0.999;
        double meanWait = rho / (2 * (1 - rho));
        CrommelinSeries series = new CrommelinSeries(rho);
        assertThat(series.quantile(0.99)).isCloseTo(meanWait * Math.log(100), within(0.01 * meanWait));
        assertThat(series.atMost(40 * meanWait)).isCloseTo(1, within(1e-12));
    }

    @Test
    void withoutASteadyStateThereIsNone() {
        assertThatThrownBy(() -> new CrommelinSeries(1))
                .hasMessageContaining("rho must be above 0 and below 1, was 1.0");
    }
}
