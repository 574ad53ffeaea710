package dev.wirebench.gates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.harness.progress.Progress;
import dev.wirebench.harness.run.Bench;
import dev.wirebench.harness.run.RunContext;
import dev.wirebench.harness.run.TargetRun;
import dev.wirebench.harness.systems.ServedTarget;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.fixture.Records;
import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.gate.GateFinding;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.plan.Baseline;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Interference;
import dev.wirebench.model.record.LatencyRecorder;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunLink;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.record.WorkerStats;
import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The measuring of gates, on slots that are made up: of services that do badly, and of a generator that does. */
class GateMeasurementTest {

    private static final long SECOND_NS = 1_000_000_000;
    private static final Interference QUIET =
            Records.quiet().segmentsSent(5000).fileDescriptorsLeft(900).build();
    private static final Target TARGET =
            Target.of(new HttpService(URI.create("http://127.0.0.1:1/")).withCheck(HttpService.Check.ANY));

    @TempDir
    private Path directory;

    private final SplittableRandom random = new SplittableRandom(7);
    private TargetRun candidate;
    private GateMeasurement trial;

    private static Plan plan(Load load, Baseline baseline, String... gates) {
        return Plans.of("http-long")
                .target(TARGET)
                .load(load)
                .blocks(40)
                .gates(Plans.gates(gates))
                .baseline(baseline)
                .build();
    }

    private TargetRun side(Plan plan, String name) throws IOException {
        TargetRun side = TargetRun.prepare(plan, RunContext.in(directory), name, new LoadGenerator(Clock.SYSTEM));
        side.start(own -> ServedTarget.named(plan), reason -> {});
        return side;
    }

    /** Makes up a slot instead of measuring it. */
    private interface Made {
        Optional<BlockResult> slot(TargetRun side, CellKey key, long seed) throws IOException;
    }

    /** Slots that are made up. */
    private record MadeBench(List<TargetRun> sides, Made made) implements Bench {
        @Override
        public Progress progress() {
            return Progress.NONE;
        }

        @Override
        public Optional<BlockResult> measure(TargetRun side, BlockSpec block) throws IOException {
            return made.slot(side, block.key(), block.seed());
        }
    }

    /** @return what the gates came to; nothing was refused */
    private List<GateFinding> measure(Plan plan, Made made) throws IOException {
        candidate = side(plan, "");
        List<TargetRun> sides =
                plan.baseline() == null ? List.of(candidate) : List.of(candidate, side(plan.ofBaseline(), "-baseline"));
        trial = new GateMeasurement(Optional.empty());
        assertThat(trial.run(new MadeBench(sides, made))).isEmpty();
        return findings(trial.report());
    }

    private static List<GateFinding> findings(GateReport report) {
        return report.results().stream()
                .flatMap(result -> result.findings().stream())
                .toList();
    }

    private static BlockResult block(
            CellKey key, LatencyRecorder recorder, long elapsedNs, long queued, Interference seen) {
        return new BlockResult(
                key,
                Block.builder(Instant.now(), SECOND_NS)
                        .elapsedNs(elapsedNs)
                        .counts(recorder.counts())
                        .workers(new WorkerStats(50_000_000, 1_000_000, 0, queued))
                        .surroundings(seen)
                        .build(),
                recorder.intervals());
    }

    /** 500 messages that take 5 ms each, of which 150 end so, if it is a bad one. */
    private BlockResult slot(CellKey key, Outcome bad, Interference seen) {
        LatencyRecorder recorder = new LatencyRecorder(0, SECOND_NS, SECOND_NS);
        for (int i = 0; i < 500; i++) {
            recorder.intend();
            recorder.recordGeneratorLag(1000);
            long atNs = i * 2_000_000L;
            long tookNs = (long) (5_000_000 * Math.exp(0.05 * random.nextGaussian()));
            boolean isHit = bad != null && i >= 200 && i < 350;
            recorder.record(
                    isHit ? bad : Outcome.ANSWERED,
                    atNs,
                    atNs,
                    atNs + tookNs + (isHit && bad == Outcome.ANSWERED ? SECOND_NS : 0));
        }
        return block(key, recorder, SECOND_NS, 0, seen);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.45, 0.9})
    void aServiceThatCrashesInSomeOfItsSlotsFails(double share) throws IOException {
        Interference restarted = QUIET.toBuilder().targetRestarts(1).build();
        Plan plan = plan(new Load.Open(500, Load.Arrivals.CONSTANT, 8), null, "failed == 0", "p99 < 50 ms");
        List<GateFinding> findings = measure(
                plan,
                (side, key, seed) -> Optional.of(
                        random.nextDouble() < share
                                ? slot(key, Outcome.CONNECT_FAILED, restarted)
                                : slot(key, null, QUIET)));
        assertThat(findings).extracting(GateFinding::decision).containsExactly(Decision.FAIL, Decision.FAIL);
        assertThat(trial.setAside()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.45, 0.9})
    void aServiceThatAcceptsTooSlowlyFails(double share) throws IOException {
        Interference overflowed = QUIET.toBuilder().listenOverflows(150).build();
        Plan plan = plan(new Load.Open(500, Load.Arrivals.CONSTANT, 8), null, "p99 < 50 ms");
        List<GateFinding> findings = measure(
                plan,
                (side, key, seed) -> Optional.of(
                        random.nextDouble() < share
                                ? slot(key, Outcome.ANSWERED, overflowed)
                                : slot(key, null, QUIET)));
        assertThat(findings).extracting(GateFinding::decision).containsExactly(Decision.FAIL);
        assertThat(trial.setAside()).isZero();
    }

    /** It fails only where the generator stands still too, so that every failure lies in a slot that is measured again. */
    @Test
    void whatFailsInASlotThatIsSetAsideHasFailed() throws IOException {
        Interference paused = QUIET.toBuilder().longestPauseNs(60_000_000).build();
        Plan plan = plan(
                new Load.Open(500, Load.Arrivals.CONSTANT, 8),
                null,
                "failed == 0",
                "error-rate < 0.1 %",
                "p50 < 50 ms");
        List<GateFinding> findings = measure(
                plan,
                (side, key, seed) -> Optional.of(
                        random.nextDouble() < 0.3 ? slot(key, Outcome.RESET, paused) : slot(key, null, QUIET)));
        assertThat(trial.setAside()).isPositive();
        assertThat(findings)
                .extracting(GateFinding::decision)
                .containsExactly(Decision.FAIL, Decision.FAIL, Decision.PASS);
        assertThat(findings.get(0).actual()).startsWith(150 * trial.setAside() + "");

        candidate.recording().link(RunLink.GATE_PLAN, "plan.yaml");
        candidate.seal(Verdict.VALID);
        RunFolder folder = candidate.recording().folder();
        assertThat(findings(GateOutcome.of(folder, plan, Optional.empty()).report()))
                .extracting(GateFinding::decision, GateFinding::actual)
                .isEqualTo(findings.stream()
                        .map(each -> org.assertj.core.groups.Tuple.tuple(each.decision(), each.actual()))
                        .toList());
        dev.wirebench.report.page.Report.write(folder);
        assertThat(Files.readString(folder.path().resolve("summary.md")))
                .contains(trial.setAside() + " of ", " were set aside and measured again", "gates count these");
    }

    /** The candidate does so much of the 1,000/s that are asked of it over 8 connections, the baseline 5,000/s. */
    @ParameterizedTest
    @CsvSource({"5000, PASS", "300, FAIL", "100, FAIL", "10, FAIL"})
    void aCandidateThatIsOverloadedFailsHoweverBadlyItDoes(double capacity, Decision decision) throws IOException {
        Plan plan = plan(
                new Load.Open(1000, Load.Arrivals.CONSTANT, 8), Baseline.of(TARGET), "p50 no more than 10 % worse");
        List<GateFinding> findings =
                measure(plan, (side, key, seed) -> Optional.of(overloaded(key, side == candidate ? capacity : 5000)));
        assertThat(findings).extracting(GateFinding::decision).containsExactly(decision);
    }

    private BlockResult overloaded(CellKey key, double capacity) {
        int sent = (int) Math.min(1000, capacity * 3);
        long queued = 0;
        LatencyRecorder recorder = new LatencyRecorder(0, SECOND_NS, SECOND_NS);
        for (int i = 0; i < 1000; i++) {
            recorder.intend();
            long atNs = i * 1_000_000L;
            long freeNs = i < 8 ? atNs : Math.max(atNs, (long) ((i - 7) * 1e9 / capacity));
            queued += freeNs > atNs ? 1 : 0;
            if (i >= sent) {
                recorder.record(Outcome.UNFINISHED, atNs, LatencyRecorder.NEVER_SENT, 3 * SECOND_NS);
                continue;
            }
            recorder.recordGeneratorLag(0);
            long tookNs = (long) (8e9 / Math.max(capacity, 4000) * Math.exp(0.05 * random.nextGaussian()));
            recorder.record(Outcome.ANSWERED, atNs, freeNs, freeNs + tookNs);
        }
        return block(key, recorder, 3 * SECOND_NS, queued, QUIET);
    }
}
