package dev.wirebench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GateOrderTest {

    @Test
    void twoSlotsRunAsAbbaOrBaab() {
        Random random = new Random(1);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            seen.add(String.join("", BlockOrder.mirrored(List.of("A", "B"), random)));
        }
        assertThat(seen).containsExactlyInAnyOrder("ABBA", "BAAB");
    }

    @Test
    void everySlotRunsTwiceAndTheSecondHalfMirrorsTheFirst() {
        List<String> order = BlockOrder.mirrored(List.of("A", "B", "C", "D", "E"), new Random(2));
        List<String> back = new ArrayList<>(order);
        Collections.reverse(back);
        assertThat(order).isEqualTo(back).hasSize(10);
        assertThat(order.subList(0, 5)).containsExactlyInAnyOrder("A", "B", "C", "D", "E");
    }
}
