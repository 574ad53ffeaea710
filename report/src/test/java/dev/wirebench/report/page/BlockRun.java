package dev.wirebench.report.page;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.Interference;
import dev.wirebench.model.record.Interval;
import dev.wirebench.model.record.ResourceUsage;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.Traffic;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.Plans;
import dev.wirebench.report.read.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A run of which a test says how long the messages of each block took. */
final class BlockRun {

    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
    private static final long SECOND = 1_000_000_000L;
    private static final long MESSAGES = 1000;

    private record Made(CellKey key, Block block, Interval interval) {}

    private final List<Made> blocks = new ArrayList<>();

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
        put(only, Measure.RESPONSE, ns, answered);
        put(only, Measure.SERVICE, ns, answered);
        put(only, Measure.SEND_LAG, 1000, MESSAGES);
        put(only, Measure.UNANSWERED, 2 * SECOND, MESSAGES - answered);
        Counts counts = new Counts(MESSAGES, answered, Map.of(), MESSAGES - answered, 0);
        long elapsedNs = load instanceof Load.Open
                ? Math.round(MESSAGES * 1e9 / ((Load.Open) load).ratePerSecond())
                : MESSAGES * ns;
        Block block = new Block(
                START.plusSeconds(10L * blocks.size()),
                elapsedNs,
                elapsedNs,
                Counts.NONE,
                counts,
                new Traffic(8, 0, 0, 70 * answered, 66 * answered),
                new ResourceUsage(10_000 * answered, 5_000 * answered, ResourceUsage.UNKNOWN),
                null,
                surroundings);
        blocks.add(new Made(new CellKey(Cell.parse(cell), load, Instrument.NIO), block, only));
        return this;
    }

    private static void put(Interval interval, Measure measure, long ns, long count) {
        interval.histogram(measure).recordValueWithCount(ns, count);
    }

    RunFolder write(Path results, Verdict verdict) throws IOException {
        Map<CellKey, CellRecord> records = new LinkedHashMap<>();
        blocks.forEach(made ->
                records.merge(made.key, CellRecord.of(made.key, made.block), (before, one) -> before.with(made.block)));
        Set<String> cells = new TreeSet<>();
        records.keySet().forEach(key -> cells.add(key.cell().name()));
        Plan plan = Plans.of(
                "blocks",
                null,
                cells.stream().map(Cell::parse).toList(),
                records.keySet().stream().map(CellKey::load).distinct().toArray(Load[]::new));
        RunFolder folder = RunFolder.create(results, plan, START, Map.of());
        for (Made made : blocks) {
            folder.append(made.key, made.block.startedAt(), List.of(made.interval));
        }
        folder.seal(new RunRecord(
                RunRecord.FORMAT,
                plan,
                verdict,
                START,
                START.plusSeconds(60),
                Map.of(),
                null,
                null,
                null,
                List.copyOf(records.values())));
        return folder;
    }

    Run read(Path results, Verdict verdict) throws IOException {
        return Comparison.of(List.of(write(results, verdict))).runs().get(0);
    }
}
