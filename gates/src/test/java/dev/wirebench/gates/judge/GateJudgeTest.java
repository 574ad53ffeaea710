package dev.wirebench.gates.judge;

import static dev.wirebench.gates.judge.MadeRun.HTTP_LONG;
import static dev.wirebench.gates.judge.MadeRun.HTTP_LONG_CLOSED;
import static dev.wirebench.gates.judge.MadeRun.HTTP_SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.gate.GateFinding;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.gate.GateResult;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.read.SampleRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateJudgeTest {

    @TempDir
    Path results;

    private final Random random = new Random(1);

    private double around(double value, double noise) {
        return value * Math.exp(noise * random.nextGaussian());
    }

    private MadeRun p99(int slots, double ns) {
        MadeRun run = new MadeRun();
        for (int i = 0; i < slots; i++) {
            run.slot(HTTP_LONG, around(ns, 0.03));
        }
        return run;
    }

    private static Plan withGates(Plan plan, String... gates) {
        return plan.toBuilder().gates(Plans.gates(gates)).build();
    }

    private GateFinding judge(Plan plan, MadeRun candidate, MadeRun baseline) throws IOException {
        Optional<Reference> reference = baseline == null
                ? Optional.empty()
                : Optional.of(Reference.interleaved(baseline.written(results, plan)));
        GateReport report = new GateJudge(plan).judge(candidate.written(results, plan), reference, Optional.empty());
        assertThat(report.results()).hasSize(1);
        assertThat(report.results().get(0).findings()).hasSize(1);
        return report.results().get(0).findings().get(0);
    }

    @Test
    void anEqualCandidateIsNoWorse() throws IOException {
        Plan plan = MadeRun.plan(160, "http-long.p99 not worse, 10 % matters");
        GateFinding finding = judge(plan, p99(12, 1e6), p99(12, 1e6));
        assertThat(finding.decision()).isEqualTo(Decision.PASS);
        assertThat(finding.required()).isEqualTo("not worse than the baseline, 10 % matters");
        assertThat(finding.actual()).matches("[+-][0-9.]+ % \\([+-][0-9.]+ % to [+-][0-9.]+ %\\)");
        assertThat(finding.sensitivity()).isPresent();
        assertThat(finding.sensitivity().get().slots()).isEqualTo(12);
        assertThat(finding.sensitivity().get().noise()).isBetween(0.02, 0.09);
    }

    @Test
    void aSlowerCandidateIsWorse() throws IOException {
        Plan plan = MadeRun.plan(160, "http-long.p99 not worse, 10 % matters");
        GateFinding finding = judge(plan, p99(12, 1.2e6), p99(12, 1e6));
        assertThat(finding.decision()).isEqualTo(Decision.FAIL);
        assertThat(finding.value().orElseThrow()).isBetween(0.17, 0.23);
    }

    /** 7 % keep a limit of 10 %, and are more than half of 10 % that matter. */
    @Test
    void aChangeWithinTheLimitKeepsIt() {
        Reference baseline = Reference.interleaved(p99(80, 1e6).live(80));
        String limit = "http-long.p99 no more than 10 % worse";
        GateFinding within = judge(limit, p99(80, 1.07e6), baseline);
        assertThat(within.decision()).isEqualTo(Decision.PASS);
        assertThat(within.required()).isEqualTo("no more than 10 % worse than the baseline");
        assertThat(within.sensitivity().orElseThrow().smallestChange()).isGreaterThan(0.1);
        assertThat(judge(limit, p99(80, 1.10e6), baseline).decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judge(limit, p99(80, 1.20e6), baseline).decision()).isEqualTo(Decision.FAIL);
        assertThat(judge("http-long.p99 not worse, 10 % matters", p99(80, 1.07e6), baseline)
                        .decision())
                .isEqualTo(Decision.FAIL);
    }

    private static GateFinding judge(String rule, MadeRun candidate, Reference baseline) {
        GateReport report = new GateJudge(MadeRun.plan(80, rule))
                .judge(candidate.live(80), Optional.of(baseline), Optional.empty());
        return report.results().get(0).findings().get(0);
    }

    @Test
    void lessThroughputIsWorse() throws IOException {
        Plan plan = MadeRun.plan(160, "http-long.throughput not worse, 5 % matters");
        MadeRun candidate = new MadeRun();
        MadeRun baseline = new MadeRun();
        for (int i = 0; i < 12; i++) {
            candidate.closed(HTTP_LONG_CLOSED, around(900, 0.01));
            baseline.closed(HTTP_LONG_CLOSED, around(1000, 0.01));
        }
        GateFinding finding = judge(plan, candidate, baseline);
        assertThat(finding.decision()).isEqualTo(Decision.FAIL);
        assertThat(finding.value().orElseThrow()).isBetween(-0.12, -0.08);
        assertThat(judge(plan, baseline, candidate).decision()).isEqualTo(Decision.PASS);
    }

    @Test
    void fewerPairsThanTwelveDecideNothing() throws IOException {
        Plan plan = MadeRun.plan(160, "http-long.p99 not worse, 10 % matters");
        GateFinding finding = judge(plan, p99(11, 2e6), p99(11, 1e6));
        assertThat(finding.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(finding.actual()).endsWith("; too few to decide: 11 of 12");
    }

    @Test
    void twoCellsOfOneRunAreCompared() throws IOException {
        MadeRun run = new MadeRun();
        for (int i = 0; i < 12; i++) {
            run.slot(HTTP_LONG, around(1e6, 0.03)).slot(HTTP_SHORT, around(3e6, 0.03));
        }
        GateFinding half = judge(MadeRun.plan(160, "http-long.p50 < 0.5 x http-short.p50"), run, null);
        assertThat(half.decision()).isEqualTo(Decision.PASS);
        assertThat(half.required()).isEqualTo("< 0.5 x http-short.p50");
        assertThat(half.actual()).startsWith("0.3").contains(" x http-short.p50 (0.3");
        GateFinding quarter = judge(MadeRun.plan(160, "http-long.p50 <0.25 x http-short.p50"), run, null);
        assertThat(quarter.decision()).isEqualTo(Decision.FAIL);
    }

    @Test
    void aPercentileKeepsItsLimitOrNot() throws IOException {
        MadeRun run = p99(40, 1e6);
        GateFinding within = judge(MadeRun.plan(160, "http-long.p99 < 2 ms"), run, null);
        assertThat(within.decision()).isEqualTo(Decision.PASS);
        assertThat(within.required()).isEqualTo("< 2 ms");
        assertThat(within.actual()).matches("1\\.0[0-9] ms \\([0-9.]+ to [0-9.]+\\)|[0-9.]+ ms \\(.*\\)");
        assertThat(judge(MadeRun.plan(160, "http-long.p99 < 0.8 ms"), run, null).decision())
                .isEqualTo(Decision.FAIL);
    }

    @Test
    void failuresAreCountedAndNotEstimated() throws IOException {
        MadeRun run = new MadeRun().failing(HTTP_LONG, 0, 0).failing(HTTP_LONG, 3, 1);
        GateFinding finding = judge(MadeRun.plan(160, "http-long.open-1000.failed == 0"), run, null);
        assertThat(finding.decision()).isEqualTo(Decision.FAIL);
        assertThat(finding.actual()).isEqualTo("3 failed, 1 timed out");
        assertThat(finding.required()).isEqualTo("== 0");
        assertThat(judge(MadeRun.plan(160, "http-long.open-1000.failed <= 4"), run, null)
                        .decision())
                .isEqualTo(Decision.PASS);
    }

    @Test
    void whatWasNotMeasuredIsInconclusive() throws IOException {
        GateFinding finding = judge(MadeRun.plan(160, "http-long.open-1000.target-memory < 1 MiB"), p99(12, 1e6), null);
        assertThat(finding.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(finding.actual()).isEqualTo("not measured");
        assertThat(finding.value()).isEmpty();
    }

    @Test
    void aLimitOnThroughputIsTestedSlotBySlot() throws IOException {
        MadeRun run = new MadeRun();
        for (int i = 0; i < 12; i++) {
            run.closed(HTTP_LONG_CLOSED, around(1000, 0.02));
        }
        GateFinding above = judge(MadeRun.plan(12, "http-long.throughput >= 900 /s"), run, null);
        assertThat(above.decision()).isEqualTo(Decision.PASS);
        assertThat(above.actual()).matches("[0-9,]+/s \\([0-9,]+/s to [0-9,]+/s\\)");
        assertThat(above.value().orElseThrow()).isBetween(950.0, 1050.0);
        assertThat(judge(MadeRun.plan(12, "http-long.throughput > 1100 /s"), run, null)
                        .decision())
                .isEqualTo(Decision.FAIL);
        assertThat(judge(MadeRun.plan(12, "http-long.throughput > 1000 /s"), run, null)
                        .decision())
                .isEqualTo(Decision.INCONCLUSIVE);
    }

    @Test
    void bytesAreComparedWithoutStatistics() throws IOException {
        MadeRun run = p99(1, 1e6).slot(HTTP_SHORT, 1e6);
        GateFinding limit = judge(MadeRun.plan(160, "http-long.open-1000.bytes-up == 112 B"), run, null);
        assertThat(limit.decision()).isEqualTo(Decision.PASS);
        assertThat(limit.actual()).isEqualTo("112 B");
        assertThat(limit.sensitivity()).isEmpty();
        GateFinding ratio = judge(
                MadeRun.plan(160, "http-long.open-1000.bytes-up < 0.9 x http-short.open-1000.bytes-up"), run, null);
        assertThat(ratio.decision()).isEqualTo(Decision.FAIL);
        assertThat(ratio.value().orElseThrow()).isCloseTo(0, within(1e-9));
        GateFinding same = judge(MadeRun.plan(160, "http-long.open-1000.bytes-down no more than 1 % worse"), run, run);
        assertThat(same.decision()).isEqualTo(Decision.PASS);
        assertThat(same.actual()).isEqualTo("+0.0 %: 227 B after 227 B");
    }

    @Test
    void oneMessageBeyondItFailsALimitOnTheLargest() throws IOException {
        MadeRun run = p99(3, 1e6);
        assertThat(judge(MadeRun.plan(160, "http-long.max < 2 ms"), run, null).decision())
                .isEqualTo(Decision.PASS);
        assertThat(judge(MadeRun.plan(160, "http-long.max < 2 ms"), run.slot(HTTP_LONG, 3e6), null)
                        .decision())
                .isEqualTo(Decision.FAIL);
        MadeRun unanswered = p99(3, 1e6).failing(HTTP_LONG, 0, 1);
        GateFinding open = judge(MadeRun.plan(160, "http-long.max < 10 s"), unanswered, null);
        assertThat(open.decision()).isEqualTo(Decision.FAIL);
        assertThat(open.actual()).isEqualTo(">= 2.00 s");
    }

    @Test
    void unansweredMessagesAreBeyondEveryLimitOnAPercentile() throws IOException {
        MadeRun run = new MadeRun();
        for (int i = 0; i < 20; i++) {
            run.failing(HTTP_LONG, 0, 50);
        }
        GateFinding finding = judge(MadeRun.plan(20, "http-long.p99 < 10 s"), run, null);
        assertThat(finding.decision()).isEqualTo(Decision.FAIL);
        assertThat(finding.actual()).startsWith(">= 2.00 s");
    }

    @Test
    void fewSlotsAreJudgedByTheInterval() throws IOException {
        RunFolder folder = SampleRun.write(results, "sample", 1, 1, Verdict.VALID);
        Plan plan = withGates(
                folder.read().plan(), "http-long.p50 < 1 ms", "http-long.p50 < 0.05 ms", "http-long.p99.9 < 9 s");
        List<GateResult> judged = new GateJudge(plan)
                .judge(Slots.read(folder), Optional.empty(), Optional.empty())
                .results();
        assertThat(judged.stream().map(GateResult::decision))
                .containsExactly(Decision.PASS, Decision.FAIL, Decision.INCONCLUSIVE);
        assertThat(judged.get(0).findings().get(0).actual()).endsWith("; from intervals, as there are only 3 slots");
        assertThat(judged.get(2).findings().get(0).actual()).contains("no end");
    }

    @Test
    void aStoredBaselineIsAnotherSample() throws IOException {
        Plan plan = MadeRun.plan(160, "http-long.p99 not worse, 10 % matters");
        Slots baseline = p99(15, 1e6).written(results, plan);
        GateJudge judge = new GateJudge(plan);
        Optional<Reference> stored = Optional.of(Reference.stored("20261101T000000Z-made", baseline));
        GateReport same = judge.judge(p99(20, 1e6).written(results, plan), stored, Optional.empty());
        assertThat(same.outcome()).hasValue(Decision.PASS);
        assertThat(same.notes()).first().asString().contains("20261101T000000Z-made");
        GateReport slower = judge.judge(p99(20, 1.2e6).written(results, plan), stored, Optional.empty());
        assertThat(slower.outcome()).hasValue(Decision.FAIL);
        assertThat(judge.needs(p99(14, 1e6).live(14), stored).candidate()).containsExactly(HTTP_LONG);
        assertThat(judge.needs(p99(14, 1e6).live(14), stored).baseline()).isEmpty();
        assertThat(judge.needs(p99(15, 1e6).live(15), stored).isNothing()).isTrue();
    }

    @Test
    void withoutABaselineNothingIsNoWorse() throws IOException {
        GateFinding finding = judge(MadeRun.plan(160, "http-long.p99 not worse, 10 % matters"), p99(12, 1e6), null);
        assertThat(finding.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(finding.actual()).isEqualTo("no baseline to compare with");
    }

    @Test
    void aBaselineThatIsNotValidIsNothingToJudgeBy() throws IOException {
        Plan plan = MadeRun.plan(160, "http-long.p99 not worse, 10 % matters");
        Verdict disturbed = new Verdict(Verdict.Validity.DISTURBED, List.of("a pause"));
        Reference reference = Reference.interleaved(p99(12, 1e6).written(results, plan, disturbed));
        GateReport report = new GateJudge(plan)
                .judge(p99(12, 1e6).written(results, plan), Optional.of(reference), Optional.empty());
        assertThat(report.isJudged()).isFalse();
        assertThat(report.verdict().reasons()).containsExactly("the baseline: a pause");
    }

    /** The i-th slot of the one side is beside the i-th of the other, so what both share does no harm. */
    @Test
    void whatBothSidesOfAPairShareIsNoNoise() throws IOException {
        MadeRun candidate = new MadeRun();
        MadeRun baseline = new MadeRun();
        for (int i = 0; i < 12; i++) {
            double shared = around(1e6, 1);
            candidate.slot(HTTP_LONG, around(shared, 0.02));
            baseline.slot(HTTP_LONG, around(shared, 0.02));
        }
        Plan plan = MadeRun.plan(12, "http-long.p99 not worse, 10 % matters");
        assertThat(judge(plan, candidate, baseline).decision()).isEqualTo(Decision.PASS);
    }

    /** More slots than the first look needed, and all of them much slower: the first look has decided. */
    @Test
    void aFolderIsJudgedAsItWasWhileItWasMeasured() throws IOException {
        Plan plan = MadeRun.plan(160, "http-long.p99 not worse, 10 % matters");
        MadeRun candidate = p99(12, 1e6);
        for (int i = 0; i < 28; i++) {
            candidate.slot(HTTP_LONG, 5e6);
        }
        GateFinding finding = judge(plan, candidate, p99(40, 1e6));
        assertThat(finding.decision()).isEqualTo(Decision.PASS);
        assertThat(finding.sensitivity().orElseThrow().slots()).isEqualTo(12);
        assertThat(finding.value().orElseThrow()).isBetween(-0.05, 0.05);
    }

    @Test
    void aRunThatIsNotValidIsNotJudged() throws IOException {
        Plan plan = MadeRun.plan(160, "http-long.p99 < 2 ms");
        Verdict disturbed = new Verdict(Verdict.Validity.DISTURBED, List.of("a pause"));
        GateReport report = new GateJudge(plan)
                .judge(p99(12, 1e6).written(results, plan, disturbed), Optional.empty(), Optional.empty());
        assertThat(report.isJudged()).isFalse();
        assertThat(report.results()).isEmpty();
    }

    @Test
    void aRunAsksForMoreUntilItIsDecided() {
        Plan plan = MadeRun.plan(160, "http-long.p99 not worse, 10 % matters", "http-short.open-1000.failed == 0");
        MadeRun candidate = p99(160, 1e6);
        MadeRun baseline = p99(160, 1e6);
        candidate.slot(HTTP_SHORT, 1e6);
        GateJudge judge = new GateJudge(plan);
        Needs first = judge.needs(Slots.none(), Optional.of(Reference.interleaved(Slots.none())));
        assertThat(first.candidate()).containsExactlyInAnyOrder(HTTP_LONG, HTTP_SHORT);
        assertThat(first.baseline()).containsExactly(HTTP_LONG);
        Needs later = judge.needs(candidate.live(11), Optional.of(Reference.interleaved(baseline.live(11))));
        assertThat(later.candidate()).containsExactly(HTTP_LONG);
        Needs last = judge.needs(candidate.live(12), Optional.of(Reference.interleaved(baseline.live(12))));
        assertThat(last.isNothing()).isTrue();
    }
}
