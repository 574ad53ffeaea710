package dev.wirebench.gates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.gates.judge.MadeRun;
import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.Verdict;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FingerprintDifferenceTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Map<String, String> MACHINE =
            Map.of("cpu.count", "2", "jvm.gc", "G1", "load.average", "0.1", "version.commit", "abc");

    private static RunRecord record(Plan plan, Map<String, String> environment) {
        return RunRecord.builder(plan, NOW)
                .verdict(Verdict.VALID)
                .environment(environment)
                .build();
    }

    private static Plan plan(String name, double seconds, TargetScript script, long seed, String gate) {
        Plan made = MadeRun.plan(160, gate);
        return Plan.named(name)
                .script(script)
                .cells(made.cells())
                .load(made.load())
                .phases(new Phases(0, seconds))
                .blocks((int) seed)
                .seed(seed)
                .gates(Gate.of(gate))
                .maxPairs(160)
                .build();
    }

    @Test
    void theSameRunTwiceDiffersInNothing() {
        Plan plan = plan("made", 1, null, 1, "failed == 0");
        FingerprintDifference none = FingerprintDifference.between(record(plan, MACHINE), record(plan, MACHINE));
        assertThat(none.matters()).isEmpty();
        assertThat(none.shown()).isEmpty();
    }

    @Test
    void machineJvmAndWhatIsMeasuredMatter() {
        TargetScript script = TargetScript.parallel(new TargetScript.Constant(0.5));
        FingerprintDifference difference = FingerprintDifference.between(
                record(plan("made", 1, null, 1, "failed == 0"), MACHINE),
                record(
                        plan("made", 2, script, 1, "failed == 0"),
                        Map.of("cpu.count", "4", "load.average", "0.1", "version.commit", "abc")));
        assertThat(difference.matters())
                .contains("cpu.count: 2 / 4", "jvm.gc: G1 / -", "plan.phases.measurementSeconds: 1.0 / 2.0")
                .anyMatch(line -> line.startsWith("plan.script."));
        assertThat(difference.shown()).isEmpty();
    }

    @Test
    void loadVersionNamesSeedBlocksAndGatesAreOnlyShown() {
        FingerprintDifference difference = FingerprintDifference.between(
                record(plan("before", 1, null, 1, "failed == 0"), MACHINE),
                record(
                        plan("after", 1, null, 2, "failed == 1"),
                        Map.of("cpu.count", "2", "jvm.gc", "G1", "load.average", "0.2", "version.commit", "def")));
        assertThat(difference.matters()).isEmpty();
        assertThat(difference.shown())
                .containsExactly(
                        "load.average: 0.1 / 0.2",
                        "plan.blocks: 1 / 2",
                        "plan.gates[0].rule: failed == 0 / failed == 1",
                        "plan.name: before / after",
                        "plan.seed: 1 / 2",
                        "version.commit: abc / def");
    }
}
