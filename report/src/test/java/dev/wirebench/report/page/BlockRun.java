package dev.wirebench.report.page;

import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.fixture.Records;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Interference;
import dev.wirebench.model.record.Interval;
import dev.wirebench.model.record.ResourceUsage;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.Traffic;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A run of which a test says how long the messages of each block took. */
final class BlockRun {

    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
    private static final long SECOND = 1_000_000_000L;
    private static final long MESSAGES = 1000;

    private final List<BlockResult> blocks = new ArrayList<>();

    /** Blocks of 1,000 messages; all of one block take equally long, in us. */
    BlockRun blocks(String cell, Load load, double... us) {
        for (double each : us) {
            block(cell, load, each, MESSAGES, Interference.NOT_MEASURED);
        }
        return this;
    }

    /** A block in which only so many of 1,000 messages were answered, the others at least 2 s old. */
    BlockRun block(String cell, Load load, double us, long answered, Interference surroundings) {
        Interval only = new Interval(0, SECOND);
        long ns = Math.round(us * 1000);
        Records.put(only, Measure.RESPONSE, ns, answered);
        Records.put(only, Measure.SERVICE, ns, answered);
        Records.put(only, Measure.SEND_LAG, 1000, MESSAGES);
        Records.put(only, Measure.UNANSWERED, 2 * SECOND, MESSAGES - answered);
        long elapsedNs = load instanceof Load.Open
                ? Math.round(MESSAGES * 1e9 / ((Load.Open) load).ratePerSecond())
                : MESSAGES * ns;
        Block.Builder block = Block.builder(START.plusSeconds(10L * blocks.size()), elapsedNs)
                .counts(Records.answered(MESSAGES, answered))
                .traffic(new Traffic(8, 0, 0, 70 * answered, 66 * answered))
                .usage(new ResourceUsage(10_000 * answered, 5_000 * answered, ResourceUsage.UNKNOWN))
                .surroundings(surroundings);
        blocks.add(Records.result(Records.key(cell, load), block, only));
        return this;
    }

    RunFolder write(Path results, Verdict verdict) throws IOException {
        Plan plan = Plans.run(
                        "blocks",
                        blocks.stream()
                                .map(block -> block.key().cell().name())
                                .distinct()
                                .sorted()
                                .map(Cell::parse)
                                .toList())
                .load(blocks.stream()
                        .map(block -> block.key().load())
                        .distinct()
                        .toList())
                .build();
        return Records.write(results, plan, START, verdict, blocks);
    }

    Run read(Path results, Verdict verdict) throws IOException {
        return Comparison.of(List.of(write(results, verdict))).runs().get(0);
    }
}
