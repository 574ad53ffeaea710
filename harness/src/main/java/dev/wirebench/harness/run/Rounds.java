package dev.wirebench.harness.run;

import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** In each round every cell of every side under every load once, in shuffled order. */
final class Rounds implements MeasurementLoop {

    @Override
    public Optional<Verdict> run(Bench bench) throws IOException {
        List<TargetRun> sides = bench.sides();
        Plan plan = sides.get(0).plan();
        Random shuffle = new Random(plan.seed());
        int blocksPerRound = sides.stream()
                .mapToInt(side -> side.plan().cells().size() * plan.load().size())
                .sum();
        bench.progress().begin(plan.blocks() * blocksPerRound, plan.phases());
        for (int round = 0; round < plan.blocks(); round++) {
            for (BlockOrder.Turn turn : BlockOrder.round(sides, shuffle)) {
                if (turn.side().stopReason().isEmpty()) {
                    measure(turn, plan.seed() + round, bench);
                }
            }
        }
        bench.progress().end();
        return Optional.empty();
    }

    private static void measure(BlockOrder.Turn turn, long seed, Bench bench) throws IOException {
        TargetRun side = turn.side();
        Optional<BlockResult> result = bench.measure(side, side.block(turn.key(), seed));
        if (result.isPresent()) {
            side.recording().add(result.get());
            bench.progress().endBlock(result.get());
        }
    }
}
