package dev.wirebench.lab.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.TargetScript;
import java.io.IOException;
import java.nio.file.Files;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TruthPlansTest {

    static Stream<String> all() {
        return Stream.concat(
                TruthPlans.NAMES.stream(), TruthPlans.NAMES.stream().map(name -> "quick/" + name));
    }

    static Stream<String> full() {
        return TruthPlans.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aPlanCanBeGraded(String name) throws IOException {
        Plan plan = TruthPlans.plan(name);
        assertThat(Files.readAllLines(TruthPlans.file(name)).get(0))
                .startsWith("# " + name.replace("quick/", "") + ", ");
        assertThat(plan.name()).isEqualTo("truth-" + name.replace('/', '-'));
        assertThat(plan.cells()).hasToString("[http-long, websocket-long, raw-long]");
        assertThat(plan.load()).hasSize(1).hasOnlyElementsOfType(Load.Open.class);
        assertThat(plan.blocks()).isEqualTo(1);
        assertThat(plan.workers()).isEqualTo(1);
        assertThat(plan.phases().warmUpSeconds()).isZero();
        assertThat(ClosedForm.of(plan).responseNs(50)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingButWhatTheScriptLeavesUnansweredTimesOut(String name) {
        Plan plan = TruthPlans.plan(name);
        TargetScript script = plan.script();
        long[] intendedNs = TruthPlans.intendedNs(plan);
        long[] workNs = LongStream.generate(script.service().times())
                .limit(intendedNs.length)
                .toArray();
        long[] responsesNs = Replay.responsesNs(script, 0, intendedNs, workNs);
        long longestNs = LongStream.of(responsesNs).max().orElseThrow();
        Phases phases = plan.phases();
        if (name.endsWith("T8")) {
            // The backlog waits in the generator, where no time-out counts yet.
            assertThat(longestNs).isLessThan(phases.drainNs());
        } else {
            assertThat(longestNs).isLessThan(phases.timeoutNs() / 2);
            assertThat(mostInSystem(intendedNs, responsesNs))
                    .isLessThan(TruthPlans.load(plan).connections());
        }
        if (script.unansweredEvery() != null) {
            assertThat(phases.drainNs()).isGreaterThan(phases.timeoutNs());
        }
    }

    private static int mostInSystem(long[] intendedNs, long[] responsesNs) {
        NavigableMap<Long, Integer> changes = new TreeMap<>();
        for (int n = 0; n < intendedNs.length; n++) {
            changes.merge(intendedNs[n], 1, Integer::sum);
            changes.merge(intendedNs[n] + responsesNs[n], -1, Integer::sum);
        }
        int now = 0;
        int most = 0;
        for (int change : changes.values()) {
            now += change;
            most = Math.max(most, now);
        }
        return most;
    }

    @ParameterizedTest
    @MethodSource("full")
    void theShortFormHasTheSameShape(String name) {
        Plan full = TruthPlans.plan(name);
        Plan quick = TruthPlans.plan("quick/" + name);
        assertThat(quick.phases().measurementSeconds()).isEqualTo(1);
        assertThat(quick.load()).isEqualTo(full.load());
        assertThat(quick.script().service()).isEqualTo(full.script().service());
        assertThat(quick.script().server()).isEqualTo(full.script().server());
        assertThat(quick.script().unansweredEvery()).isEqualTo(full.script().unansweredEvery());
    }

    @ParameterizedTest
    @MethodSource("all")
    void stallsComeInWholePeriods(String name) {
        Plan plan = TruthPlans.plan(name);
        if (plan.script().stall() != null) {
            assertThat(plan.phases().measurementNs() % plan.script().stall().everyNs())
                    .isZero();
        }
    }
}
