package dev.wirebench.gates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.harness.run.BlockOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GateOrderTest {

    private static String order(Random random, String... series) {
        List<List<String>> slots = new ArrayList<>();
        for (String each : series) {
            slots.add(List.of(each.split("")));
        }
        return String.join("", BlockOrder.inPairs(slots, random));
    }

    /** Of two rounds, all four orders are equally frequent: no pair's order says anything of another's. */
    @Test
    void eachPairHasACoinOfItsOwn() {
        Random random = new Random(1);
        Map<String, Long> rounds = IntStream.range(0, 4000)
                .mapToObj(i -> order(random, "AB") + order(random, "AB"))
                .collect(Collectors.groupingBy(round -> round, Collectors.counting()));
        assertThat(rounds).containsOnlyKeys("ABAB", "ABBA", "BAAB", "BABA");
        assertThat(rounds.values()).allSatisfy(times -> assertThat(times).isBetween(900L, 1100L));
    }

    @Test
    void thePairsOfARoundHaveACoinEachToo() {
        Random random = new Random(2);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            seen.add(order(random, "AB", "CD", "E"));
        }
        // 3! orders of the series, and 2 x 2 within them.
        assertThat(seen)
                .hasSize(24)
                .allSatisfy(order -> assertThat(order)
                        .matches(".*(AB|BA).*")
                        .matches(".*(CD|DC).*")
                        .hasSize(5));
    }
}
