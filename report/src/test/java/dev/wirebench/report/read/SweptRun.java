package dev.wirebench.report.read;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.Sweep;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.Interference;
import dev.wirebench.model.record.Interval;
import dev.wirebench.model.record.ResourceUsage;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.SystemRecord;
import dev.wirebench.model.record.Traffic;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.record.WorkerStats;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a run of one cell, of which each block has 100 messages that all took equally long. Confined to one thread. */
public final class SweptRun {

    public static final Cell CELL = Cell.parse("raw-long");
    public static final Load USUAL = new Load.Open(500, null, 8);
    public static final Sweep SWEEP = new Sweep(1000, 64_000, 8, null, null, "p99 < 10 ms");

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final long MS = 1_000_000;

    private final RunFolder folder;
    private final List<CellRecord> cells = new ArrayList<>();
    private WorkerStats workers = WorkerStats.NOT_MEASURED;
    private Interference surroundings = Interference.NOT_MEASURED;
    private long receiveLagNs;

    public SweptRun(Path results) throws IOException {
        folder = RunFolder.create(results, plan(), START, Map.of());
    }

    private static Plan plan() {
        return new Plan(
                "swept",
                null,
                null,
                null,
                List.of(CELL),
                List.of(USUAL),
                null,
                new Phases(0, 1, null, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                SWEEP);
    }

    /** The blocks from now on had a worker that waited so long for a processor. */
    public SweptRun waiting(long runWaitNs) {
        workers = new WorkerStats(0, runWaitNs, 0, 0);
        return this;
    }

    /** Answers lay in the kernel for so long in the blocks from now on; 0 where nobody stamped them. */
    public SweptRun readLate(long byNs) {
        receiveLagNs = byNs;
        return this;
    }

    /** The generator's process stood still in the blocks from now on. */
    public SweptRun paused(long longestNs, long sumNs) {
        surroundings = new Interference(longestNs, sumNs, 0, 0, 0, 0, 0, 0, 0);
        return this;
    }

    /** A block of 100 messages that all took so long, and were all sent so late for the generator's own reasons. */
    public SweptRun block(Load load, long responseNs, long lagNs, long unanswered) throws IOException {
        CellKey key = new CellKey(CELL, load, Instrument.NIO);
        Interval interval = new Interval(0, 1000 * MS);
        interval.histogram(Measure.RESPONSE).recordValueWithCount(responseNs, 100 - unanswered);
        interval.histogram(Measure.SERVICE).recordValueWithCount(responseNs, 100 - unanswered);
        interval.histogram(Measure.SEND_LAG).recordValueWithCount(lagNs, 100);
        interval.histogram(Measure.GENERATOR_LAG).recordValueWithCount(lagNs, 100);
        if (receiveLagNs > 0) {
            interval.histogram(Measure.RECEIVE_LAG).recordValueWithCount(receiveLagNs, 100);
        }
        interval.histogram(Measure.UNANSWERED).recordValueWithCount(MS, unanswered);
        folder.append(key, START.plusSeconds(cells.size()), List.of(interval));
        Block block = new Block(
                START.plusSeconds(cells.size()),
                1000 * MS,
                1000 * MS,
                Counts.NONE,
                new Counts(100, 100 - unanswered, Map.of(), unanswered, 0),
                Traffic.NONE,
                ResourceUsage.NOT_MEASURED,
                workers,
                surroundings);
        cells.add(CellRecord.of(key, block));
        return this;
    }

    /** A block at a rate of the sweep. */
    public SweptRun swept(double ratePerSecond, long responseNs, long lagNs) throws IOException {
        return block(SWEEP.at(ratePerSecond), responseNs, lagNs, 0);
    }

    /** @param system what the target was; null for none */
    public RunFolder seal(Verdict verdict, SystemRecord system) throws IOException {
        Map<String, String> environment = system == null ? Map.of() : Map.of("system.skipped", system.name());
        folder.seal(
                new RunRecord(RunRecord.FORMAT, plan(), verdict, START, START, environment, null, null, system, cells));
        return RunFolder.open(folder.path());
    }
}
