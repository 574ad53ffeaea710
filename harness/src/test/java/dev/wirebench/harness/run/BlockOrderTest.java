package dev.wirebench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Plan;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockOrderTest {

    private static final Plan PLAN = Plans.of()
            .cells(Cell.MATRIX)
            .load(new Load.Closed(4), new Load.Open(100, Load.Arrivals.CONSTANT, 4))
            .build();

    @Test
    void everyRoundHasEveryCellUnderEveryLoadOnce() {
        assertThat(BlockOrder.round(PLAN, new Random(1))).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void roundsAreShuffledAndTheSeedBringsThemBack() {
        Random random = new Random(1);
        List<CellKey> first = BlockOrder.round(PLAN, random);
        List<CellKey> second = BlockOrder.round(PLAN, random);
        assertThat(second).isNotEqualTo(first).containsExactlyInAnyOrderElementsOf(first);
        assertThat(BlockOrder.round(PLAN, new Random(1))).isEqualTo(first);
    }
}
