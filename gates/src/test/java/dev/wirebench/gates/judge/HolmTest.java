package dev.wirebench.gates.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.GateRule.NoWorse.Form;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HolmTest {

    private static final Border WITHIN_TENTH = Border.of(Form.NOT_WORSE, Math.log1p(0.1));

    private static GateCheck check(Border border, double... differences) {
        GateQuery asked = new GateQuery(
                Gate.of("http-long.p99 no more than 10 % worse"), MadeRun.HTTP_LONG, Optional.empty(), true);
        return new ShiftCheck(
                asked, Differences.ofPairs(differences), border, new ShiftFormat(1, 1, -1, GateFormat::change));
    }

    /** Twelve pairs, all for the worse but the one whose rank among them is given; P = 33, 19 and 1 in 4096. */
    private static GateCheck worse(int better) {
        return check(
                Border.NONE,
                IntStream.rangeClosed(1, 12)
                        .mapToDouble(i -> i == better ? -i : i)
                        .toArray());
    }

    private static List<Decision> decide(GateCheck... checks) {
        return Holm.answers(List.of(checks), 12, true).stream()
                .map(CheckAnswer::decision)
                .toList();
    }

    @Test
    void aFindingThatFailsAloneNeedNotFailBesideAnother() {
        assertThat(decide(worse(9))).containsExactly(Decision.FAIL);
        assertThat(decide(worse(9), worse(10))).containsExactly(Decision.INCONCLUSIVE, Decision.INCONCLUSIVE);
    }

    @Test
    void aClearFailureLeavesTheOtherTheWholeErrorRateInAnyOrder() {
        assertThat(decide(worse(9), worse(0))).containsExactly(Decision.FAIL, Decision.FAIL);
        assertThat(decide(worse(0), worse(9))).containsExactly(Decision.FAIL, Decision.FAIL);
        assertThat(decide(worse(9), worse(7))).containsExactly(Decision.FAIL, Decision.FAIL);
    }

    @Test
    void thePassesOfOthersLeaveNothing() {
        double[] better = IntStream.rangeClosed(1, 12).mapToDouble(i -> -i).toArray();
        assertThat(decide(worse(9), check(WITHIN_TENTH, better))).containsExactly(Decision.INCONCLUSIVE, Decision.PASS);
    }

    @Test
    void anExactFindingHasNoPartInIt() {
        GateQuery asked = new GateQuery(Gate.of("failed == 0"), MadeRun.HTTP_LONG, Optional.empty(), false);
        GateCheck exact = new ExactCheck(asked, 12, 1, false, 3, "3 failed");
        assertThat(decide(worse(9), exact, exact)).containsExactly(Decision.FAIL, Decision.FAIL, Decision.FAIL);
    }

    /** Judging what was measured until the first decision, and all that might have been, are the same. */
    @Property(tries = 100, seed = "1")
    void theFirstLookThatDecidesCounts(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double change = random.nextDouble(-0.05, 0.15);
        double[][] pairs = {
            Noise.MODERATE.pairs(60, change, random),
            Noise.HEAVY.pairs(60, 0, random),
            Noise.QUIET.pairs(60, 0.04, random)
        };
        List<CheckAnswer> over = answers(pairs, 60, true);
        for (int there = 1; there <= 60; there++) {
            List<CheckAnswer> live = answers(pairs, there, false);
            for (int i = 0; i < pairs.length; i++) {
                if (live.get(i).isDecided()) {
                    assertThat(live.get(i).decision()).isEqualTo(over.get(i).decision());
                    assertThat(live.get(i).slots()).isEqualTo(over.get(i).slots());
                } else {
                    assertThat(over.get(i).isDecided() && over.get(i).slots() <= there)
                            .isFalse();
                }
            }
        }
    }

    private static List<CheckAnswer> answers(double[][] pairs, int there, boolean isOver) {
        List<GateCheck> checks = IntStream.range(0, pairs.length)
                .mapToObj(i -> check(WITHIN_TENTH, Arrays.copyOf(pairs[i], there)))
                .toList();
        return Holm.answers(checks, 60, isOver);
    }
}
