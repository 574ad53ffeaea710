package dev.wirebench.gates.judge;

import static dev.wirebench.gates.judge.MadeRun.HTTP_LONG;
import static dev.wirebench.gates.judge.MadeRun.HTTP_SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.gate.GateFinding;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Plan;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A message without an answer never makes a side look better than an answer would: here 1,000 of each slot, answered in 5 ms. */
class FailingFastTest {

    private static final int SLOTS = 20;
    private static final double NS = 5e6;

    private final Random random = new Random(1);

    private double around(double ns) {
        return ns * Math.exp(0.03 * random.nextGaussian());
    }

    private MadeRun shedding(CellKey key, double ns, long shed) {
        return shedding(new MadeRun(), key, ns, shed);
    }

    private MadeRun shedding(MadeRun run, CellKey key, double ns, long shed) {
        for (int i = 0; i < SLOTS; i++) {
            run.shedding(key, around(ns), shed);
        }
        return run;
    }

    private MadeRun refusing(CellKey key, double ns, long refused) {
        MadeRun run = new MadeRun();
        for (int i = 0; i < SLOTS; i++) {
            run.refusing(key, around(ns), refused);
        }
        return run;
    }

    private static GateFinding against(Reference reference, MadeRun candidate, String rule) {
        Plan plan = MadeRun.plan(SLOTS, rule);
        GateReport report = new GateJudge(plan).judge(candidate.live(SLOTS), Optional.of(reference), Optional.empty());
        return report.results().get(0).findings().get(0);
    }

    private static GateFinding inTurn(MadeRun candidate, MadeRun baseline, String rule) {
        return against(Reference.interleaved(baseline.live(SLOTS)), candidate, rule);
    }

    private static Decision alone(MadeRun run, String rule) {
        GateReport report =
                new GateJudge(MadeRun.plan(SLOTS, rule)).judge(run.live(SLOTS), Optional.empty(), Optional.empty());
        return report.results().get(0).findings().get(0).decision();
    }

    @ParameterizedTest
    @CsvSource({"p95, 300, 1", "p95, 600, 1", "p50, 600, 1", "p95, 960, 1", "p50, 960, 1", "p50, 600, 3", "p95, 990, 3"
    })
    void aCandidateThatFailsFastIsWorse(String percentile, long shed, double slower) {
        MadeRun candidate = shedding(HTTP_LONG, slower * NS, shed);
        MadeRun baseline = shedding(HTTP_LONG, NS, 0);
        for (String form : new String[] {" not worse, 10 % matters", " no more than 10 % worse"}) {
            GateFinding finding = inTurn(candidate, baseline, "http-long." + percentile + form);
            assertThat(finding.decision()).isEqualTo(Decision.FAIL);
            assertThat(finding.actual()).isEqualTo("no end; it lies among the messages without an answer in 12 of 12");
            assertThat(finding.value()).isEmpty();
            assertThat(finding.estimate()).isEmpty();
        }
        Reference stored = Reference.stored("before", baseline.live(SLOTS));
        assertThat(against(stored, candidate, "http-long." + percentile + " not worse, 10 % matters")
                        .decision())
                .isEqualTo(Decision.FAIL);
    }

    @Test
    void whereBothSidesFailNothingIsKnown() {
        MadeRun candidate = shedding(HTTP_LONG, NS, 990);
        MadeRun baseline = shedding(HTTP_LONG, NS, 60);
        String rule = "http-long.p95 not worse, 10 % matters";
        assertThat(inTurn(candidate, baseline, rule).decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(against(Reference.stored("before", baseline.live(SLOTS)), candidate, rule)
                        .decision())
                .isEqualTo(Decision.INCONCLUSIVE);
    }

    /** What the baseline failed was somewhere between its age and never: a claim must hold for all of that. */
    @Test
    void aBaselineThatFailsNeitherHidesASlowerCandidateNorBlamesAnEqualOne() {
        String rule = "http-long.p95 not worse, 10 % matters";
        for (boolean isStored : new boolean[] {false, true}) {
            Slots baseline = shedding(HTTP_LONG, NS, 60).live(SLOTS);
            Reference reference = isStored ? Reference.stored("before", baseline) : Reference.interleaved(baseline);
            assertThat(against(reference, shedding(HTTP_LONG, NS, 0), rule).decision())
                    .isEqualTo(Decision.PASS);
            assertThat(against(reference, shedding(HTTP_LONG, 3 * NS, 0), rule).decision())
                    .isEqualTo(Decision.INCONCLUSIVE);
        }
    }

    /** One bad slot of twenty is no reason. */
    @Test
    void aSlotThatFailsDecidesNothing() {
        MadeRun candidate = new MadeRun();
        for (int i = 0; i < SLOTS; i++) {
            candidate.shedding(HTTP_LONG, around(NS), i == 7 ? 100 : 0);
        }
        GateFinding finding = inTurn(candidate, shedding(HTTP_LONG, NS, 0), "http-long.p95 not worse, 10 % matters");
        assertThat(finding.decision()).isEqualTo(Decision.PASS);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, PASS", "600, 0, FAIL", "0, 600, INCONCLUSIVE", "600, 600, INCONCLUSIVE"})
    void inARatioTheSideThatMustBeFastIsInfinite(long shed, long otherShed, Decision decision) {
        MadeRun run = shedding(shedding(HTTP_LONG, NS, shed), HTTP_SHORT, 3 * NS, otherShed);
        assertThat(alone(run, "http-long.p50 < 0.5 x http-short.p50")).isEqualTo(decision);
        assertThat(alone(run, "http-short.p50 > 2 x http-long.p50")).isEqualTo(decision);
    }

    @Test
    void anErrorIsBeyondEveryUpperLimitAndKeepsNoLowerOne() {
        MadeRun run = shedding(HTTP_LONG, NS, 600);
        assertThat(alone(run, "http-long.p99 < 20 ms")).isEqualTo(Decision.FAIL);
        assertThat(alone(run, "http-long.max < 20 ms")).isEqualTo(Decision.FAIL);
        assertThat(alone(run, "http-long.p50 > 1 ms")).isEqualTo(Decision.FAIL);
        assertThat(alone(run, "http-long.p99 > 1 ms")).isEqualTo(Decision.PASS);
        assertThat(alone(shedding(HTTP_LONG, 1e5, 600), "http-long.max > 1 ms")).isEqualTo(Decision.FAIL);
    }

    /** A message that got no connection has neither a connect time nor a service time of its own. */
    @ParameterizedTest
    @CsvSource({"service.p50", "connect.p50", "p50"})
    void whatNeverGotSoFarIsInfiniteToo(String metric) {
        MadeRun candidate = refusing(HTTP_SHORT, NS, 600);
        MadeRun baseline = refusing(HTTP_SHORT, NS, 0);
        String rule = "http-short." + metric;
        assertThat(inTurn(candidate, baseline, rule + " not worse, 10 % matters")
                        .decision())
                .isEqualTo(Decision.FAIL);
        assertThat(inTurn(baseline, baseline, rule + " not worse, 10 % matters").decision())
                .isEqualTo(Decision.PASS);
        assertThat(alone(candidate, rule + " < 50 ms")).isEqualTo(Decision.FAIL);
        assertThat(alone(baseline, rule + " < 50 ms")).isEqualTo(Decision.PASS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http-long.p99 < 2 ms | throughput > 1 /s           | http-long.open-1000
            p99 < 2 ms           | http-long.failed == 0       | http-short.open-1000
            p99 < 2 ms           | http-long.error-rate < 1 %  | http-short.open-1000
            p99 < 2 ms           | failed == 0                 |
            throughput > 1 /s    | bytes-up < 1 kB             |
            """)
    void latencyWithoutALimitOnFailuresIsWarnedOf(String rule, String other, String series) {
        GateJudge judge = new GateJudge(MadeRun.plan(SLOTS, rule, other));
        Optional<String> warning = judge.warning();
        assertThat(warning.isPresent()).isEqualTo(series != null);
        assertThat(judge.judge(Slots.none(), Optional.empty(), Optional.empty()).notes())
                .isEqualTo(warning.stream().toList());
        warning.ifPresent(text -> assertThat(text).contains(" fail in " + series + ", where"));
    }
}
