package dev.wirebench.gates.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.GateRule.NoWorse.Form;
import dev.wirebench.model.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often gates that compare pairs are wrong, where the truth is known. */
@Tag("slow")
@Tag("nightly")
class PairSimulationTest {

    private static final int RUNS = Boolean.getBoolean("wirebench.nightly") ? 10_000 : 1000;
    private static final int MAX_PAIRS = Plan.DEFAULT_MAX_PAIRS;
    private static final double P99_TOLERANCE = 0.10;
    private static final double THROUGHPUT_TOLERANCE = 0.05;
    private static final double STRICT_TOLERANCE = 0.02;
    private static final List<Noise> MACHINES =
            List.of(Noise.QUIET, Noise.MODERATE, Noise.HEAVY, Noise.MODERATE.withTrend());
    private static final List<Noise> NEIGHBOURLY = List.of(Noise.NEIGHBOURS, Noise.EPISODES, Noise.MORE_EPISODES);

    private static GateCheck check(double[] differences, double tolerance) {
        return check(differences, Border.of(Form.NOT_WORSE, Math.log1p(tolerance)));
    }

    private static GateCheck check(double[] differences, Border border) {
        GateQuery asked = new GateQuery(
                Gate.of("http-long.p99 not worse, 10 % matters"), MadeRun.HTTP_LONG, Optional.empty(), true);
        return new ShiftCheck(
                asked, Differences.ofPairs(differences), border, new ShiftFormat(1, 1, -1, GateFormat::change));
    }

    private static Tallied simulate(String name, Noise noise, double change, double tolerance) {
        Border border = Border.of(Form.NOT_WORSE, Math.log1p(tolerance));
        return simulate(name, border, RUNS, random -> noise.pairs(MAX_PAIRS, change, random));
    }

    private static Tallied simulate(String name, Border border, int runs, Function<SplittableRandom, double[]> pairs) {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        List<CheckAnswer> answers = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            answers.addAll(Holm.answers(List.of(check(pairs.apply(random), border)), MAX_PAIRS, true));
        }
        return Tallied.of(name, answers);
    }

    @Test
    void anUnchangedCandidateHardlyEverFails() {
        List<Tallied> rows = new ArrayList<>();
        for (Noise noise : MACHINES) {
            rows.add(simulate("p99, " + noise.name(), noise, 0, P99_TOLERANCE));
            rows.add(simulate("throughput, " + noise.name(), noise.ofThroughput(), 0, THROUGHPUT_TOLERANCE));
        }
        for (Noise noise : NEIGHBOURLY) {
            rows.add(simulate("p99, " + noise.name(), noise, 0, P99_TOLERANCE));
            rows.add(simulate("p99, 2 % matters, " + noise.name(), noise, 0, STRICT_TOLERANCE));
        }
        Tallied.print("nothing has changed", rows);
        assertThat(rows).allSatisfy(row -> assertThat(row.fail()).isLessThanOrEqualTo(0.01));
    }

    /** Two pairs as ABBA or BAAB: what lasts for two slots strikes the same side in both. */
    @Test
    void oneCoinForTwoPairsFailsTooOften() {
        Border border = Border.of(Form.NOT_WORSE, Math.log1p(STRICT_TOLERANCE));
        List<Tallied> rows = new ArrayList<>();
        for (Noise noise : NEIGHBOURLY) {
            rows.add(simulate("ABBA or BAAB, 2 % matters, " + noise.name(), border, RUNS / 2, random -> {
                double[] differences = new double[MAX_PAIRS];
                double[] slots = noise.slots(2 * MAX_PAIRS, random);
                int sign = 1;
                for (int i = 0; i < MAX_PAIRS; i++) {
                    sign = i % 2 == 0 ? 2 * random.nextInt(2) - 1 : -sign;
                    differences[i] = sign * (slots[2 * i + 1] - slots[2 * i]);
                }
                return differences;
            }));
        }
        Tallied.print("nothing has changed, one coin for two pairs", rows);
        assertThat(rows).anySatisfy(row -> assertThat(row.fail()).isGreaterThan(0.015));
    }

    @Test
    void aChangeThatMattersIsDetected() {
        List<Tallied> rows = new ArrayList<>();
        for (Noise noise : MACHINES) {
            rows.add(simulate("p99 10 % up, " + noise.name(), noise, Math.log(1.10), P99_TOLERANCE));
            rows.add(simulate(
                    "throughput 5 % down, " + noise.name(),
                    noise.ofThroughput(),
                    -Math.log(0.95),
                    THROUGHPUT_TOLERANCE));
        }
        for (Noise noise : NEIGHBOURLY) {
            rows.add(simulate("p99 10 % up, " + noise.name(), noise, Math.log(1.10), P99_TOLERANCE));
        }
        Tallied.print("changed for the worse by what matters", rows);
        assertThat(rows).allSatisfy(row -> assertThat(row.fail()).isGreaterThanOrEqualTo(0.95));
        assertThat(rows).allSatisfy(row -> assertThat(row.pass()).isLessThanOrEqualTo(0.04));
    }

    @Test
    void betweenNothingAndWhatMattersItMayGoEitherWay() {
        List<Tallied> rows = new ArrayList<>();
        for (double change : new double[] {-0.10, 0.02, 0.03, 0.05, 0.07, 0.15, 0.30}) {
            rows.add(simulate(
                    String.format("p99 %+.0f %%, moderate", 100 * change),
                    Noise.MODERATE,
                    Math.log1p(change),
                    P99_TOLERANCE));
        }
        Tallied.print("other changes, where 10 % matters", rows);
        assertThat(rows.get(0).pass()).isGreaterThanOrEqualTo(0.99);
        assertThat(rows.get(rows.size() - 1).fail()).isGreaterThanOrEqualTo(0.99);
    }

    /** "No more than 10 % worse": a true 7 % keeps it, so it must not fail, and a true 13 % must not pass. */
    @Test
    void aLimitOnTheChangeIsKeptByWhateverIsBelowIt() {
        Border border = Border.of(Form.NO_MORE_THAN, Math.log1p(P99_TOLERANCE));
        List<Tallied> rows = new ArrayList<>();
        for (double change : new double[] {0, 0.05, 0.07, 0.10, 0.13, 0.15, 0.20}) {
            Tallied row = simulate(
                    String.format("p99 %+.0f %%, moderate", 100 * change),
                    border,
                    change == P99_TOLERANCE ? 2 * RUNS : RUNS / 2,
                    random -> Noise.MODERATE.pairs(MAX_PAIRS, Math.log1p(change), random));
            rows.add(row);
            assertThat(change <= P99_TOLERANCE ? row.fail() : 0).isLessThanOrEqualTo(0.01);
            assertThat(change >= P99_TOLERANCE ? row.pass() : 0).isLessThanOrEqualTo(0.01);
        }
        Tallied.print("no more than 10 % worse", rows);
        assertThat(rows.get(0).pass()).isGreaterThanOrEqualTo(0.99);
        assertThat(rows.get(rows.size() - 1).fail()).isGreaterThanOrEqualTo(0.99);
    }

    /** What most tools do: one stored number, one measured number, a threshold between them. */
    @Test
    void aFixedThresholdCriesWolf() {
        SplittableRandom random = new SplittableRandom(1);
        int falseAlarms = 0;
        int detected = 0;
        for (int run = 0; run < RUNS; run++) {
            double nothing = Noise.MODERATE.slots(1, random)[0] - Noise.MODERATE.slots(1, random)[0];
            double worse = Noise.MODERATE.slots(1, random)[0] - Noise.MODERATE.slots(1, random)[0] + Math.log(1.10);
            falseAlarms += nothing > Math.log1p(P99_TOLERANCE / 2) ? 1 : 0;
            detected += worse > Math.log1p(P99_TOLERANCE / 2) ? 1 : 0;
        }
        System.out.printf(
                "A fixed threshold of 5 %% between two single slots, moderate: %.0f %% false alarms, %.0f %% detected%n%n",
                100.0 * falseAlarms / RUNS, 100.0 * detected / RUNS);
        assertThat((double) falseAlarms / RUNS).isGreaterThan(0.2);
        assertThat((double) detected / RUNS).isLessThan(0.8);
    }

    @Test
    void sixMetricsShareOneErrorRate() {
        SplittableRandom random = new SplittableRandom(6);
        List<CheckAnswer> nothing = new ArrayList<>();
        List<CheckAnswer> one = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            List<GateCheck> unchanged = new ArrayList<>();
            List<GateCheck> changed = new ArrayList<>();
            for (int metric = 0; metric < 6; metric++) {
                double[] pairs = Noise.MODERATE.pairs(MAX_PAIRS, 0, random);
                unchanged.add(check(pairs, P99_TOLERANCE));
                changed.add(metric > 0 ? check(pairs, P99_TOLERANCE) : check(worse(random), P99_TOLERANCE));
            }
            nothing.add(worst(Holm.answers(unchanged, MAX_PAIRS, true)));
            one.add(Holm.answers(changed, MAX_PAIRS, true).get(0));
        }
        Tallied none = Tallied.of("six metrics, nothing has changed: the worst of them", nothing);
        Tallied first = Tallied.of("six metrics, p99 10 % up in one: that one", one);
        Tallied.print("several metrics, moderate", List.of(none, first));
        assertThat(none.fail()).isLessThanOrEqualTo(0.01);
        assertThat(first.fail()).isGreaterThanOrEqualTo(0.95);
    }

    /** With 40 pairs, and no other look: what the report calls the smallest change that it would have seen. */
    @Test
    void theSmallestDetectableChangeIsDetected() {
        SplittableRandom random = new SplittableRandom(40);
        Noise plain = new Noise("plain", 0.08, 0.08, 0, 10, 0);
        List<CheckAnswer> answers = new ArrayList<>();
        List<Double> smallest = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            GateCheck unchanged = check(plain.pairs(40, 0, random), 0.01);
            smallest.add(unchanged
                    .finding(Holm.answers(List.of(unchanged), 40, true).get(0))
                    .sensitivity()
                    .orElseThrow()
                    .smallestChange());
        }
        double typical = smallest.stream().sorted().toList().get(RUNS / 2);
        for (int run = 0; run < RUNS; run++) {
            answers.addAll(Holm.answers(List.of(check(plain.pairs(40, Math.log1p(typical), random), 0.01)), 40, true));
        }
        Tallied detected = Tallied.of("the smallest detectable change", answers);
        assertThat(detected.fail()).isBetween(0.94, 0.995);
    }

    private static double[] worse(SplittableRandom random) {
        return Noise.MODERATE.pairs(MAX_PAIRS, Math.log(1.10), random);
    }

    private static CheckAnswer worst(List<CheckAnswer> answers) {
        return answers.stream()
                .max((a, b) -> a.decision().compareTo(b.decision()))
                .orElseThrow();
    }
}
