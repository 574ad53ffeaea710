package dev.wirebench.model.plan;

import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Calibration;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.Interference;
import dev.wirebench.model.record.LatencyRecorder;
import dev.wirebench.model.record.ResourceUsage;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.Traffic;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.record.WarmUpResult;
import dev.wirebench.model.record.WorkerStats;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small run whose every number is written here: three series of two blocks, measured in turns. */
public final class SampleRun {

    public static final Instant STARTED_AT = Instant.parse("2026-01-02T03:04:05.678Z");
    public static final Instant ENDED_AT = Instant.parse("2026-01-02T03:04:35.123456789Z");

    public static final Load LOAD = new Load.Open(1.5, Load.Arrivals.POISSON, 4);
    public static final CellKey HTTP_SHORT = new CellKey(Cell.parse("http-short"), LOAD, Instrument.NIO);
    public static final CellKey HTTP_SHORT_BY_GATLING = new CellKey(Cell.parse("http-short"), LOAD, Instrument.GATLING);
    public static final CellKey RAW_LONG = new CellKey(Cell.parse("raw-long"), LOAD, Instrument.NIO);

    /** What the monotonic clock happens to read when a measurement starts. */
    private static final long CLOCK_NS = -4_000_000_000_123L;

    private SampleRun() {}

    public static Plan plan() {
        return new Plan(
                "sample",
                null,
                new TargetScript(new TargetScript.Constant(1), null, null, 200),
                null,
                List.of(Cell.parse("http-short"), Cell.parse("raw-long")),
                List.of(LOAD),
                null,
                new Phases(0.5, 2, null, null),
                null,
                2,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** With every key that came later than the first runs of format 2. */
    public static Plan gatedPlan() {
        Plan plan = plan();
        return new Plan(
                "gated",
                plan.target(),
                plan.script(),
                plan.allowedHosts(),
                plan.cells(),
                plan.load(),
                plan.payloadBytes(),
                plan.phases(),
                plan.gatling(),
                plan.blocks(),
                plan.workers(),
                plan.idleStrategy(),
                plan.seed(),
                List.of(
                        Gate.of("raw-long.p50 < 0.5 \u00d7 http-short.p50"),
                        new Gate("p99 no more than 10 % worse", Gate.OnInconclusive.PASS)),
                new Baseline(null, new TargetScript(new TargetScript.Constant(2), null, null, null)),
                40,
                null,
                null);
    }

    public static Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("os", "Linux 6.1 \"bookworm\"");
        environment.put("cpu", "2 × Prüfstand");
        environment.put("java", "17.0.15");
        return environment;
    }

    public static RunRecord record() {
        List<CellRecord> cells = new ArrayList<>();
        for (CellKey key : List.of(HTTP_SHORT, RAW_LONG, HTTP_SHORT_BY_GATLING)) {
            List<Block> blocks = results().stream()
                    .filter(result -> result.key().equals(key))
                    .map(BlockResult::block)
                    .toList();
            cells.add(new CellRecord(key.cell(), key.load(), key.instrument(), blocks));
        }
        return record(cells);
    }

    public static RunRecord record(List<CellRecord> cells) {
        Verdict verdict = new Verdict(Verdict.Validity.DISTURBED, List.of("a pause of 31 ms"));
        return new RunRecord(
                RunRecord.FORMAT,
                plan(),
                verdict,
                STARTED_AT,
                ENDED_AT,
                environment(),
                new Calibration(4, 21_000, 24_000, 98_765.5, 5_500),
                List.of(new WarmUpResult(Cell.parse("http-short"), 2.25, true)),
                null,
                cells);
    }

    public static RunFolder writeTo(Path results) throws IOException {
        RunFolder folder = RunFolder.create(results, plan(), STARTED_AT, environment());
        for (BlockResult result : results()) {
            folder.append(result.key(), result.block().startedAt(), result.intervals());
        }
        folder.seal(record());
        return folder;
    }

    /** A run that has not measured anything yet. */
    public static RunFolder writeGatedTo(Path results) throws IOException {
        return RunFolder.create(results, gatedPlan(), STARTED_AT, environment());
    }

    /** In the order in which they were measured; all times in microseconds from the start of their block. */
    public static List<BlockResult> results() {
        return List.of(
                new Take()
                        .connect(150, 170)
                        .message(Outcome.ANSWERED, 0, 10, 1_010)
                        .message(Outcome.ANSWERED, 500_000, 500_020, 502_020)
                        .message(Outcome.ANSWERED, 900_000, 900_010, 1_000_000)
                        .message(Outcome.CONNECT_FAILED, 1_500_000, 1_500_040, 1_500_440)
                        .result(HTTP_SHORT, 1_000, new ResourceUsage(3_000_000, 4_000_000, 50_000_000)),
                new Take()
                        .message(Outcome.ANSWERED, 0, 1, 201)
                        .message(Outcome.ANSWERED, 1_000_000, 1_000_002, 1_000_302)
                        .unsent(1_500_000, 4_000_000)
                        .result(RAW_LONG, 5_000, new ResourceUsage(1_000_000, 2_000_000, 60_000_000)),
                new Take()
                        .message(Outcome.ANSWERED, 0, 5, 905)
                        .message(Outcome.WRONG_STATUS, 1_000_000, 1_000_010, 1_001_010)
                        .message(Outcome.TIMED_OUT, 1_900_000, 1_900_010, 3_900_010)
                        .result(HTTP_SHORT, 10_000, new ResourceUsage(5_000_000, 6_000_000, 40_000_000)),
                new Take()
                        .message(Outcome.ANSWERED, 0, 1, 251)
                        .message(Outcome.RESET, 500_000, 500_001, 500_101)
                        .message(Outcome.RESET, 500_000, 500_002, 500_102)
                        .result(RAW_LONG, 14_000, ResourceUsage.NOT_MEASURED),
                new Take()
                        .message(Outcome.ANSWERED, 0, 700, 2_700)
                        .result(HTTP_SHORT_BY_GATLING, 20_000, ResourceUsage.NOT_MEASURED),
                new Take()
                        .message(Outcome.ANSWERED, 1_999_000, 1_999_800, 2_001_800)
                        .result(HTTP_SHORT_BY_GATLING, 24_321, ResourceUsage.NOT_MEASURED));
    }

    /** One block of two intervals of a second each. */
    private static final class Take {

        private static final Counts WARM_UP = new Counts(3, 2, Map.of(Outcome.CLOSED_EARLY, 1L), 0, 0);

        private static final long GENERATOR_LAG_NS = 4_000;

        private final LatencyRecorder recorder = new LatencyRecorder(CLOCK_NS, 2_000_000_000L, 1_000_000_000L);
        private long endUs = 2_000_000;

        Take connect(long... connectsUs) {
            for (long connectUs : connectsUs) {
                recorder.recordConnect(connectUs * 1_000);
            }
            return this;
        }

        Take message(Outcome outcome, long intendedUs, long sentUs, long endedUs) {
            return record(outcome, intendedUs, ns(sentUs), endedUs);
        }

        Take unsent(long intendedUs, long endedUs) {
            return record(Outcome.UNFINISHED, intendedUs, LatencyRecorder.NEVER_SENT, endedUs);
        }

        private Take record(Outcome outcome, long intendedUs, long sentNs, long endedUs) {
            recorder.intend();
            if (sentNs != LatencyRecorder.NEVER_SENT) {
                recorder.recordGeneratorLag(Math.min(GENERATOR_LAG_NS, sentNs - ns(intendedUs)));
            }
            recorder.record(outcome, ns(intendedUs), sentNs, ns(endedUs));
            endUs = Math.max(endUs, endedUs);
            return this;
        }

        BlockResult result(CellKey key, long offsetMs, ResourceUsage usage) {
            recorder.end(ns(endUs));
            Counts counts = recorder.counts();
            Block block = new Block(
                    STARTED_AT.plus(Duration.ofMillis(offsetMs)),
                    2_000_000_000L,
                    Math.max(2_000_000_000L, recorder.lastAnswerNs()),
                    WARM_UP,
                    counts,
                    new Traffic(counts.intended(), 0, 0, counts.intended() * 112, counts.answered() * 227),
                    usage,
                    new WorkerStats(7_000_000, 2_000, 0, 1),
                    new Interference(1_200_000, 2_400_000, 0, 3_000_000, 0, 1, 42, 19_000, 0));
            return new BlockResult(key, block, recorder.intervals());
        }

        private static long ns(long us) {
            return CLOCK_NS + us * 1_000;
        }
    }
}
