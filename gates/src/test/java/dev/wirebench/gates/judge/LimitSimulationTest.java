package dev.wirebench.gates.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.GateRule.Limit;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often a limit on p99 is judged wrongly, where the true p99 is known and messages come in clusters. */
@Tag("slow")
@Tag("nightly")
class LimitSimulationTest {

    private static final int RUNS = Boolean.getBoolean("wirebench.nightly") ? 10_000 : 300;
    private static final int MAX_SLOTS = Plan.DEFAULT_MAX_PAIRS;
    private static final int TRUTH_SLOTS = 50_000;
    private static final Gate GATE = Gate.of("http-long.p99 < 1 ms");
    private static final GateQuery ASKED = new GateQuery(GATE, MadeRun.HTTP_LONG, Optional.empty(), false);

    private static Tallied simulate(SlotModel model, double trueP99Ns, double trueShareOfLimit, int runs) {
        String name = String.format(Locale.ROOT, "%s: true p99 %.1f x limit", model.name(), trueShareOfLimit);
        SplittableRandom random = new SplittableRandom(name.hashCode());
        Limit rule = (Limit) GATE.rule();
        Limit limit = new Limit(rule.subject(), rule.relation(), trueP99Ns / trueShareOfLimit);
        List<CheckAnswer> answers = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            List<Slot> slots = model.slots(MAX_SLOTS, random).stream()
                    .map(tally -> Map.of(Measure.RESPONSE, new SlotSample(tally, tally)))
                    .map(samples -> new Slot(MadeRun.HTTP_LONG, null, samples, List.of(), List.of()))
                    .toList();
            answers.addAll(Holm.answers(List.of(new PercentileCheck(ASKED, slots, limit)), MAX_SLOTS, true));
        }
        return Tallied.of(name, answers);
    }

    /** At 0.7, 0.9, 1.0, 1.1 and 1.5 x the limit. */
    private static List<Tallied> simulate(SlotModel model, int runs) {
        double trueP99Ns = model.trueP99Ns(TRUTH_SLOTS);
        List<Tallied> rows = new ArrayList<>();
        for (double share : new double[] {0.7, 0.9, 1.0, 1.1, 1.5}) {
            rows.add(simulate(model, trueP99Ns, share, runs));
        }
        Tallied.print("limit on p99", rows);
        return rows;
    }

    private static void assertHardlyEverWrong(List<Tallied> rows) {
        assertThat(rows.get(0).fail()).isLessThanOrEqualTo(0.01);
        assertThat(rows.get(1).fail()).isLessThanOrEqualTo(0.01);
        assertThat(rows.get(3).pass()).isLessThanOrEqualTo(0.01);
        assertThat(rows.get(4).pass()).isLessThanOrEqualTo(0.01);
        assertThat(rows.get(4).fail()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void withoutStallsItIsHardlyEverWrong() {
        List<Tallied> rows = simulate(new SlotModel("no stalls", 0.08, 0, 0), RUNS);
        assertHardlyEverWrong(rows);
        assertThat(rows.get(0).pass()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void withStallsOfATenthOfASlotItIsHardlyEverWrong() {
        assertHardlyEverWrong(simulate(new SlotModel("1 slot in 20 stalls, a tenth of it", 0.08, 0.05, 0.1), RUNS));
    }

    /** Stalls are 1 % of all messages here, so that the true p99 lies where there are hardly any: shares tell little. */
    @Test
    void withStallsOfAFifthOfASlotItIsSeldomWrong() {
        List<Tallied> rows = simulate(new SlotModel("1 slot in 20 stalls, a fifth of it", 0.08, 0.05, 0.2), RUNS);
        assertThat(rows.get(1).fail()).isLessThanOrEqualTo(0.01);
        assertThat(rows.get(3).pass()).isLessThanOrEqualTo(0.07);
        assertThat(rows.get(4).pass()).isLessThanOrEqualTo(0.01);
    }

    /** Half of all runs of 12 slots see no stall at all, and 240 hold too few to know how bad they get. */
    @Test
    void stallsOfWholeSlotsAreMoreThanItCanTell() {
        List<Tallied> rows = simulate(new SlotModel("1 slot in 20 stalls, all of it", 0.08, 0.05, 1), RUNS);
        assertThat(rows.get(1).fail()).isLessThanOrEqualTo(0.03);
        assertThat(rows.get(3).pass()).isGreaterThan(0.1);
    }
}
