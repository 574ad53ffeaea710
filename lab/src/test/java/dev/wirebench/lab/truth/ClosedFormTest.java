package dev.wirebench.lab.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.model.plan.TargetScript.Constant;
import dev.wirebench.model.plan.TargetScript.Exponential;
import dev.wirebench.model.plan.TargetScript.Stall;
import dev.wirebench.model.plan.TargetScript.Step;
import dev.wirebench.model.plan.TargetScript.Table;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosedFormTest {

    private static final Load.Open CONSTANT = new Load.Open(350, Load.Arrivals.CONSTANT, 64);
    private static final Load.Open POISSON = new Load.Open(350, Load.Arrivals.POISSON, 64);
    private static final Stall STALL = new Stall(10, 0.5);

    /** The table of "Truth test" in docs/method.md, in ms to its last printed digit. */
    @ParameterizedTest
    @CsvSource({
        "T1, 1, 1, 1, 1, 1, 1",
        "T2, 1, 1, 1, 20, 200, 200",
        "T3, 1, 1, 301, 701, 791, 801",
        "T4, 0.5, 0.5, 150.5, 350.5, 395.5, 400.5",
        "T5, 2.601, 8.640, 11.241, 17.280, 25.920, -",
        "T6, 4.621, 15.351, 19.972, 30.701, 46.052, -",
        "T7, 3.460, 8.154, 10.206, 14.971, 21.789, -",
        "T8, 1001.2, 1801.2, 1901.2, 1981.2, 1999.2, 2001.2",
        "T9, 1, 1, 1, 1, inf, inf",
    })
    void theScheduleHasThePrintedPercentiles(
            String name, String p50, String p90, String p95, String p99, String p999, String max) {
        ClosedForm form = ClosedForm.of(TruthPlans.plan(name));
        List<String> printed = List.of(p50, p90, p95, p99, p999, max);
        for (int i = 0; i < printed.size(); i++) {
            double percentile = CellGrade.PERCENTILES.get(i);
            switch (printed.get(i)) {
                case "-" -> assertThat(form.responseNs(percentile)).isEmpty();
                case "inf" -> assertThat(form.responseNs(percentile)).hasValue(Double.POSITIVE_INFINITY);
                default -> {
                    int digits = printed.get(i).contains(".")
                            ? printed.get(i).length() - printed.get(i).indexOf('.') - 1
                            : 0;
                    assertThat(form.responseNs(percentile).orElseThrow() / 1e6)
                            .as(name + " " + percentile)
                            .isCloseTo(Double.parseDouble(printed.get(i)), within(0.5 * Math.pow(10, -digits) + 1e-9));
                }
            }
        }
    }

    @Test
    void theFormulasTakeEveryParameter() {
        // D = 3, S = 500, T = 10,000: of 10 % the last 5 % pass while work goes on.
        assertThat(ms(TargetScript.parallel(new Constant(3)).withStall(STALL), CONSTANT, 98))
                .isCloseTo(3 + 300, within(1e-6));
        assertThat(ms(TargetScript.parallel(new Constant(3)).withStall(STALL), CONSTANT, 95))
                .isEqualTo(3);
        // rho = 0.35 x 2 = 0.7
        assertThat(ms(TargetScript.fifo(new Constant(2)).withStall(STALL), CONSTANT, 99))
                .isCloseTo(2 + 500 - 100 * 0.3, within(1e-6));
        // Each message adds 4 - 1 / 0.35 ms, over 2 s of warm-up and 10 s.
        assertThat(ms(TargetScript.fifo(new Constant(4)), CONSTANT, 50)).isCloseTo(4 + 0.4 * 7000, within(1e-6));
        assertThat(ms(TargetScript.fifo(new Constant(2)), CONSTANT, 99.9)).isEqualTo(2);
        assertThat(ms(TargetScript.parallel(new Exponential(5.0)), POISSON, 90))
                .isCloseTo(5 * Math.log(10), within(1e-9));
        assertThat(ms(TargetScript.parallel(new Constant(7)).withUnansweredEvery(10), CONSTANT, 90))
                .isEqualTo(7);
        assertThat(ms(TargetScript.parallel(new Constant(7)).withUnansweredEvery(10), CONSTANT, 90.1))
                .isInfinite();
        assertThat(ms(TargetScript.parallel(new Constant(7)).withUnansweredEvery(1), CONSTANT, 0))
                .isInfinite();
    }

    @Test
    void atEqualGapsFewerWaitThanAtRandomOnes() {
        for (double percentile : new double[] {1, 50, 99, 99.99}) {
            double randomMs = ms(TargetScript.fifo(new Exponential(2)), POISSON, percentile);
            assertThat(ms(TargetScript.fifo(new Exponential(2)), CONSTANT, percentile))
                    .isLessThan(randomMs);
            assertThat(randomMs).isCloseTo(-Math.log(1 - percentile / 100) / (0.5 - 0.35), within(1e-9));
        }
    }

    /** Where a step towards it is easily too short. */
    @Test
    void almostAllWaitAtEqualGapsWhereTheServerIsAlmostFull() {
        double meanMs = 0.9999 / 0.35;
        double q99Ms = ms(TargetScript.fifo(new Exponential(meanMs)), CONSTANT, 99);
        double sigma = 1 - Math.log(100) * meanMs / q99Ms;
        assertThat(Math.exp(-(1 - sigma) / 0.9999)).isCloseTo(sigma, within(1e-12));
        assertThat(sigma).isCloseTo(0.9998, within(1e-6));
    }

    @Test
    void theLastOfATableIsItsLargest() {
        TargetScript script = TargetScript.parallel(new Table(List.of(new Step(1, 9), new Step(2, 4), new Step(1, 2))));
        assertThat(ms(script, POISSON, 25)).isEqualTo(2);
        assertThat(ms(script, POISSON, 25.1)).isEqualTo(4);
        assertThat(ms(script, POISSON, 75)).isEqualTo(4);
        assertThat(ms(script, POISSON, 100)).isEqualTo(9);
    }

    @Test
    void whatHasNoClosedFormIsRefused() {
        Table table = new Table(List.of(new Step(1, 1)));
        Exponential exponential = new Exponential(1);
        refused(TargetScript.fifo(table), CONSTANT);
        refused(TargetScript.fifo(new Constant(1)).withStall(STALL), POISSON);
        refused(TargetScript.fifo(exponential).withStall(STALL), CONSTANT);
        refused(
                TargetScript.fifo(new Constant(2.8)).withStall(STALL),
                CONSTANT); // The stall's backlog lasts into the next one.
        refused(TargetScript.fifo(new Constant(3)), POISSON); // rho > 1
        refused(TargetScript.fifo(new Exponential(3)), CONSTANT);
        refused(TargetScript.parallel(table).withStall(STALL), CONSTANT);
        refused(TargetScript.parallel(exponential).withUnansweredEvery(10), CONSTANT);
        refused(TargetScript.parallel(new Constant(1)).withStall(STALL).withUnansweredEvery(10), CONSTANT);
        refused(TargetScript.fifo(new Constant(1)).withUnansweredEvery(10), CONSTANT);
        assertThatThrownBy(() -> ClosedForm.of(plan(null, CONSTANT))).hasMessage("no closed form without a script");
        assertThatThrownBy(() -> ClosedForm.of(plan(TargetScript.fifo(table), new Load.Closed(8))))
                .hasMessage("no closed form but for one open load, was [closed-8]");
    }

    private static void refused(TargetScript script, Load.Open load) {
        assertThatThrownBy(() -> ClosedForm.of(plan(script, load)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no closed form is known for {")
                .hasMessageEndingWith("under open-350 with " + load.arrivals().label() + " arrivals");
    }

    private static double ms(TargetScript script, Load load, double percentile) {
        return ClosedForm.of(plan(script, load)).responseNs(percentile).orElseThrow() / 1e6;
    }

    private static Plan plan(TargetScript script, Load load) {
        Plan base = TruthPlans.plan("T1");
        Phases phases = new Phases(2, 10);
        return Plan.named("formula")
                .script(script)
                .cells(base.cells())
                .load(load)
                .phases(phases)
                .build();
    }
}
