package dev.wirebench.model.record;

import dev.wirebench.model.fixture.Records;
import dev.wirebench.model.plan.Baseline;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.TargetScript;
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

    static final Instant STARTED_AT = Instant.parse("2026-01-02T03:04:05.678Z");
    static final Instant ENDED_AT = Instant.parse("2026-01-02T03:04:35.123456789Z");

    static final Load LOAD = new Load.Open(1.5, Load.Arrivals.POISSON, 4);
    static final CellKey HTTP_SHORT = new CellKey(Cell.parse("http-short"), LOAD, Instrument.NIO);
    static final CellKey HTTP_SHORT_BY_GATLING = new CellKey(Cell.parse("http-short"), LOAD, Instrument.GATLING);
    static final CellKey RAW_LONG = new CellKey(Cell.parse("raw-long"), LOAD, Instrument.NIO);

    /** What the monotonic clock happens to read when a measurement starts. */
    private static final long CLOCK_NS = -4_000_000_000_123L;

    private SampleRun() {}

    static Plan plan() {
        return Plan.named("sample")
                .script(TargetScript.parallel(new TargetScript.Constant(1)).withUnansweredEvery(200))
                .cells(Cell.parse("http-short"), Cell.parse("raw-long"))
                .load(LOAD)
                .phases(new Phases(0.5, 2))
                .blocks(2)
                .build();
    }

    /** With every key that came later than the first runs of format 2. */
    static Plan gatedPlan() {
        return plan().toBuilder()
                .name("gated")
                .gates(
                        Gate.of("raw-long.p50 < 0.5 \u00d7 http-short.p50"),
                        new Gate("p99 no more than 10 % worse", Gate.OnInconclusive.PASS))
                .baseline(Baseline.of(TargetScript.parallel(new TargetScript.Constant(2))))
                .maxPairs(40)
                .build();
    }

    static Map<String, String> environment() {
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
            cells.add(CellRecord.of(key, blocks));
        }
        return record(cells);
    }

    static RunRecord record(List<CellRecord> cells) {
        Verdict verdict = new Verdict(Verdict.Validity.DISTURBED, List.of("a pause of 31 ms"));
        return RunRecord.builder(plan(), STARTED_AT)
                .verdict(verdict)
                .endedAt(ENDED_AT)
                .environment(environment())
                .calibration(new Calibration(4, 21_000, 24_000, 98_765.5, 5_500))
                .settling(List.of(new WarmUpResult(Cell.parse("http-short"), 2.25, true)))
                .cells(cells)
                .build();
    }

    /** With every key that came later than the first runs of format 3. */
    static RunRecord linkedRecord(List<CellRecord> cells) {
        return record(cells).toBuilder()
                .sources(new AddressRange(2, "127.0.0.1", "127.1.0.1"))
                .skipped(List.of(Cell.parse("websocket-10")))
                .backendCpuNs(Map.of(RAW_LONG.label(), 1_234_567_890_123L))
                .links(Map.of(RunLink.GATE_PLAN, "gate.yaml", RunLink.SET_ASIDE, "sample-set-aside-DISTURBED"))
                .build();
    }

    static RunFolder writeTo(Path results) throws IOException {
        RunFolder folder = RunFolder.create(results, plan(), STARTED_AT, environment());
        for (BlockResult result : results()) {
            folder.append(result);
        }
        folder.seal(linkedRecord(folder.cells()));
        return folder;
    }

    /** A run that was killed in the second block of its first series, after it had set one aside. */
    static RunFolder writeKilledTo(Path results) throws IOException {
        RunFolder folder = RunFolder.create(results, plan(), "-killed", STARTED_AT, environment());
        folder.append(results().get(0));
        folder.setAside(HTTP_SHORT, results().get(2).block());
        folder.append(results().get(1));
        folder.update(RunRecord.builder(plan(), STARTED_AT)
                .environment(environment())
                .calibration(record().calibration())
                .build());
        BlockResult running = results().get(2);
        Interval soFar = new Interval(0, 0);
        running.intervals().forEach(soFar::add);
        folder.keepRunning(HTTP_SHORT, running.block(), soFar);
        return folder;
    }

    /** A run that has not measured anything yet. */
    static RunFolder writeGatedTo(Path results) throws IOException {
        return RunFolder.create(results, gatedPlan(), STARTED_AT, environment());
    }

    /** In the order in which they were measured; all times in microseconds from the start of their block. */
    static List<BlockResult> results() {
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
            Block block = Block.builder(STARTED_AT.plus(Duration.ofMillis(offsetMs)), 2_000_000_000L)
                    .elapsedNs(Math.max(2_000_000_000L, recorder.lastAnswerNs()))
                    .warmUp(WARM_UP)
                    .counts(counts)
                    .traffic(new Traffic(counts.intended(), 0, 0, counts.intended() * 112, counts.answered() * 227))
                    .usage(usage)
                    .workers(new WorkerStats(7_000_000, 2_000, 0, 1))
                    .surroundings(Records.quiet()
                            .longestPauseNs(1_200_000)
                            .pausesNs(2_400_000)
                            .compilationNs(3_000_000)
                            .segmentsRetransmitted(1)
                            .segmentsSent(42)
                            .fileDescriptorsLeft(19_000)
                            .build())
                    .build();
            return new BlockResult(key, block, recorder.intervals());
        }

        private static long ns(long us) {
            return CLOCK_NS + us * 1_000;
        }
    }
}
