package dev.wirebench.report.read;

import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.fixture.Records;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.Calibration;
import dev.wirebench.model.record.Interference;
import dev.wirebench.model.record.Interval;
import dev.wirebench.model.record.ResourceUsage;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.record.WarmUpResult;
import dev.wirebench.model.record.WorkerStats;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A small run against a scripted target, of which every number is known and everything was watched that can be. */
public final class WatchedRun {

    public static final long SECOND = 1_000_000_000L;
    public static final Calibration CALIBRATION = new Calibration(4, 21_000, 24_000, 2_000, 5_500);
    public static final List<WarmUpResult> SETTLING = List.of(
            new WarmUpResult(Cell.parse("http-short"), 2.25, true),
            new WarmUpResult(Cell.parse("http-long"), 6, true),
            new WarmUpResult(Cell.parse("raw-long"), 20, false));
    public static final WorkerStats FIRST_WORKERS = new WorkerStats(100_000_000, 2_000_000, 1, 20);
    public static final WorkerStats SECOND_WORKERS = new WorkerStats(300_000_000, 6_000_000, 2, 30);
    public static final Interference FIRST_SURROUNDINGS = Records.quiet()
            .longestPauseNs(1_200_000)
            .pausesNs(2_400_000)
            .gcNs(4_000_000)
            .compilationNs(30_000_000)
            .segmentsRetransmitted(1)
            .segmentsSent(40)
            .fileDescriptorsLeft(19_000)
            .build();
    public static final Interference SECOND_SURROUNDINGS = Records.quiet()
            .longestPauseNs(3_100_000)
            .pausesNs(5_600_000)
            .gcNs(6_000_000)
            .compilationNs(10_000_000)
            .listenOverflows(2)
            .segmentsRetransmitted(2)
            .segmentsSent(60)
            .fileDescriptorsLeft(18_000)
            .targetRestarts(1)
            .build();

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final RunFolder folder;

    private WatchedRun(RunFolder folder) {
        this.folder = folder;
    }

    public static Plan plan() {
        TargetScript script = TargetScript.fifo(new TargetScript.Constant(0.05))
                .withStall(new TargetScript.Stall(10, 0.8))
                .withUnansweredEvery(200);
        List<Cell> cells = Stream.of("http-short", "http-long", "raw-long")
                .map(Cell::parse)
                .toList();
        return Plans.run("watched", cells)
                .script(script)
                .load(Plans.OPEN, Plans.CLOSED)
                .build();
    }

    /** Three cells under the open load by both instruments, two under the closed load. */
    public static RunFolder write(Path results) throws IOException {
        RunFolder folder = RunFolder.create(results, plan(), START, Map.of("cpu.count", "2"));
        WatchedRun run = new WatchedRun(folder);
        run.httpShort();
        run.series("http-short", Plans.OPEN, Instrument.GATLING, 560, took(1_300, 100, 1000));
        run.series("http-long", Plans.OPEN, Instrument.NIO, 130, took(80, 20, 1000));
        run.series("http-long", Plans.OPEN, Instrument.GATLING, -1, took(200, 100, 1000));
        run.series("raw-long", Plans.OPEN, Instrument.NIO, 90, took(90, 10, 1000));
        run.series("raw-long", Plans.OPEN, Instrument.GATLING, -1, took(150, 50, 980), took(500, 4_500, 20));
        run.series("http-long", Plans.CLOSED, Instrument.NIO, 970, took(900, 1, 1000));
        run.series("raw-long", Plans.CLOSED, Instrument.NIO, 949, took(900, 1, 900));
        folder.seal(RunRecord.builder(plan(), START)
                .verdict(Verdict.VALID)
                .endedAt(START.plusSeconds(90))
                .environment(folder.read().environment())
                .calibration(CALIBRATION)
                .settling(SETTLING)
                .cells(folder.cells())
                .build());
        return folder;
    }

    private record Took(long serviceNs, long lagNs, long messages) {}

    private static Took took(long serviceUs, long lagUs, long messages) {
        return new Took(serviceUs * 1000, lagUs * 1000, messages);
    }

    /** Two blocks of 500 messages, of which 50 waited for a connection; their generator was late by 0.02 ms. */
    private void httpShort() throws IOException {
        CellKey key = new CellKey(Cell.parse("http-short"), Plans.OPEN, Instrument.NIO);
        ResourceUsage usage = new ResourceUsage(250_000_000, 180_000_000, 64 << 20);
        Instant later = START.plusSeconds(10);
        block(key, START, usage, FIRST_WORKERS, FIRST_SURROUNDINGS, took(200, 100, 500));
        block(key, later, usage, SECOND_WORKERS, SECOND_SURROUNDINGS, took(200, 100, 500));
    }

    /** @param generatorMs processor time and, of the NIO generator, also how long its worker was busy; -1 if unknown */
    private void series(String cell, Load load, Instrument instrument, long generatorMs, Took... took)
            throws IOException {
        CellKey key = new CellKey(Cell.parse(cell), load, instrument);
        long generatorNs = generatorMs < 0 ? ResourceUsage.UNKNOWN : generatorMs * 1_000_000;
        boolean isNio = instrument == Instrument.NIO;
        block(
                key,
                START.plusSeconds(20),
                new ResourceUsage(500_000_000, generatorNs, 64 << 20),
                isNio ? new WorkerStats(generatorNs, 0, 0, 0) : WorkerStats.NOT_MEASURED,
                isNio
                        ? Records.quiet()
                                .segmentsSent(2_000)
                                .fileDescriptorsLeft(19_000)
                                .build()
                        : Interference.NOT_MEASURED,
                took);
    }

    private void block(
            CellKey key,
            Instant startedAt,
            ResourceUsage usage,
            WorkerStats workers,
            Interference surroundings,
            Took... took)
            throws IOException {
        Interval only = new Interval(0, SECOND);
        long messages = 0;
        for (Took each : took) {
            Records.put(only, Measure.RESPONSE, each.serviceNs + each.lagNs, each.messages);
            Records.put(only, Measure.SERVICE, each.serviceNs, each.messages);
            Records.put(only, Measure.SEND_LAG, each.lagNs, each.messages);
            if (workers != WorkerStats.NOT_MEASURED && key.load() instanceof Load.Open) {
                Records.put(only, Measure.GENERATOR_LAG, Math.min(each.lagNs, 20_000), each.messages);
            }
            messages += each.messages;
        }
        Block.Builder block = Block.builder(startedAt, SECOND)
                .counts(Records.answered(messages))
                .usage(usage)
                .workers(workers)
                .surroundings(surroundings);
        folder.append(Records.result(key, block, only));
    }
}
