package dev.wirebench.report.read;

import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.fixture.Records;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.Sweep;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.Interference;
import dev.wirebench.model.record.Interval;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.SystemRecord;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.record.WorkerStats;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes a run of one cell, of which each block has 100 messages that all took equally long. Confined to one thread. */
public final class SweptRun {

    public static final Cell CELL = Cell.parse("raw-long");
    public static final Load USUAL = new Load.Open(500, Load.Arrivals.CONSTANT, 8);
    public static final Sweep SWEEP =
            new Sweep(1000, 64_000, 8, Sweep.DEFAULT_REFINEMENTS, Sweep.DEFAULT_SECONDS, "p99 < 10 ms");

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final long MS = 1_000_000;

    private final RunFolder folder;
    private int blocks;
    private WorkerStats workers = WorkerStats.NOT_MEASURED;
    private Interference surroundings = Interference.NOT_MEASURED;
    private long receiveLagNs;

    public SweptRun(Path results) throws IOException {
        folder = RunFolder.create(results, plan(), START, Map.of());
    }

    private static Plan plan() {
        return Plans.run("swept", List.of(CELL))
                .load(USUAL)
                .phases(new Phases(0, 1))
                .blocks(1)
                .sweep(SWEEP)
                .build();
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
        surroundings = Records.quiet().longestPauseNs(longestNs).pausesNs(sumNs).build();
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
        Block block = Block.builder(START.plusSeconds(blocks++), 1000 * MS)
                .counts(new Counts(100, 100 - unanswered, Map.of(), unanswered, 0))
                .workers(workers)
                .surroundings(surroundings)
                .build();
        folder.append(new BlockResult(key, block, List.of(interval)));
        return this;
    }

    /** A block at a rate of the sweep. */
    public SweptRun swept(double ratePerSecond, long responseNs, long lagNs) throws IOException {
        return block(SWEEP.at(ratePerSecond), responseNs, lagNs, 0);
    }

    /** @param system what the target was; null for none */
    public RunFolder seal(Verdict verdict, SystemRecord system) throws IOException {
        folder.seal(RunRecord.builder(plan(), START)
                .verdict(verdict)
                .system(system)
                .skipped(
                        system == null
                                ? List.of()
                                : List.of(
                                        Cell.parse("http-" + (2 + system.title().length()))))
                .cells(folder.cells())
                .build());
        return RunFolder.open(folder.path());
    }
}
