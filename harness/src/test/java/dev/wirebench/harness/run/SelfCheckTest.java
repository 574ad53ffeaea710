package dev.wirebench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.fixture.Records;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.ConnectionEvents;
import dev.wirebench.model.record.Interference;
import dev.wirebench.model.record.LatencyRecorder;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.record.Verdict.Validity;
import dev.wirebench.model.record.WarmUpResult;
import dev.wirebench.model.record.WorkerStats;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules, on a block of one second and 1,000 messages whose every figure is given. */
class SelfCheckTest {

    private static final Load OPEN = new Load.Open(1000, Load.Arrivals.CONSTANT, 4);
    private static final Load CLOSED = new Load.Closed(4);
    private static final WorkerStats QUIET_WORKERS = new WorkerStats(300_000_000, 1_000_000, 0, 0);
    private static final Interference QUIET = Records.quiet()
            .longestPauseNs(2_000_000)
            .pausesNs(3_000_000)
            .segmentsSent(2000)
            .fileDescriptorsLeft(900)
            .build();
    private static final Cell CELL = Cell.parse("raw-long");

    @TempDir
    private Path results;

    private Load load = OPEN;
    private Instrument instrument = Instrument.NIO;
    private WorkerStats workers = QUIET_WORKERS;
    private Interference surroundings = QUIET;
    private ConnectionEvents events = ConnectionEvents.NONE;
    private long lagNs;
    private long receiveLagNs;
    private int late = 20;
    private int unsent;

    /** Of the block by itself, as it is judged before it is kept or measured again. */
    private Verdict alone;

    /** Of the messages some are sent so late, the others at once; each is answered 1 ms after it was sent. */
    private Verdict judge(WarmUpResult... settlings) throws IOException {
        Phases phases = new Phases(0, 1);
        Plan plan = Plans.of().cells(CELL).load(load).build();
        RunFolder folder = RunFolder.create(results, plan, Instant.EPOCH, Map.of());
        LatencyRecorder recorder = new LatencyRecorder(0, 1_000_000_000, 1_000_000_000);
        for (int i = 0; i < 1000; i++) {
            recorder.intend();
            if (i < unsent) {
                recorder.record(Outcome.UNFINISHED, 0, LatencyRecorder.NEVER_SENT, 1_000_000_000);
                continue;
            }
            long sentNs = i < late ? lagNs : 0;
            recorder.recordGeneratorLag(sentNs);
            recorder.record(Outcome.ANSWERED, 0, sentNs, sentNs + 1_000_000);
            if (receiveLagNs > 0) {
                recorder.intervals().get(0).histogram(Measure.RECEIVE_LAG).recordValue(receiveLagNs);
            }
        }
        CellKey key = new CellKey(CELL, load, instrument);
        Block block = Block.builder(Instant.EPOCH, 1_000_000_000)
                .counts(recorder.counts())
                .workers(workers)
                .surroundings(surroundings)
                .events(events)
                .build();
        BlockResult result = new BlockResult(key, block, recorder.intervals());
        folder.append(result);
        alone = SelfCheck.judge(result);
        return SelfCheck.judge(folder.cells(), folder::total, List.of(settlings));
    }

    private void assertJudged(Validity validity, String reason) throws IOException {
        Verdict verdict = judge();
        assertThat(verdict.validity()).isEqualTo(validity);
        assertThat(verdict.reasons()).singleElement().asString().startsWith(reason);
    }

    @Test
    void aQuietRunIsValid() throws IOException {
        lagNs = 200_000;
        assertThat(judge(new WarmUpResult(CELL, 2, true))).isEqualTo(Verdict.VALID);
    }

    @Test
    void whatWasNotMeasuredIsNoReason() throws IOException {
        workers = WorkerStats.NOT_MEASURED;
        surroundings = Interference.NOT_MEASURED;
        assertThat(judge()).isEqualTo(Verdict.VALID);
    }

    @Test
    void aGeneratorThatSendsLateIsSaturatedAndTheCellIsNamed() throws IOException {
        lagNs = 300_000;
        assertJudged(
                Validity.SATURATED,
                "generator lag: raw-long.open-1000.nio was sent late, p99 0.300 ms is above 0.250 ms");
    }

    /** Of 1,000 messages p99 leaves out ten. */
    @Test
    void soFewLateMessagesThatP99DoesNotShowThemAreNoReason() throws IOException {
        lagNs = 2_000_000;
        late = 9;
        assertThat(judge()).isEqualTo(Verdict.VALID);
        late = 11;
        assertJudged(Validity.SATURATED, "generator lag: raw-long.open-1000.nio was sent late, p99 2.001 ms");
    }

    @Test
    void aScheduleThatWasNotKeptIsTheGeneratorsUnlessMessagesWaitedForConnections() throws IOException {
        unsent = 5;
        assertJudged(
                Validity.SATURATED,
                "schedule: raw-long.open-1000.nio was not kept, 5 of 1000 messages were never sent");
        workers = new WorkerStats(300_000_000, 0, 0, 400);
        assertThat(judge()).isEqualTo(Verdict.VALID);
    }

    /** busyNs, runWaitNs, refusals, queuedForConnection. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            300000000 | 51000000 | 0 | 0 | run queue: in raw-long.open-1000.nio a worker waited 5.1 % of the time
            960000000 | 0        | 0 | 2 | generator busy: in raw-long.open-1000.nio a worker worked 96.0 % of the time while 2 messages
            300000000 | 0        | 3 | 0 | ports and files: in raw-long.open-1000.nio the generator's machine had no port or file descriptor for 3
            """)
    void workersThatHadItTooHardMakeARunSaturated(long busy, long wait, long refused, long queued, String reason)
            throws IOException {
        workers = new WorkerStats(busy, wait, refused, queued);
        assertJudged(Validity.SATURATED, reason);
    }

    @ParameterizedTest
    @CsvSource({"300000000, 49000000, 0, 400", "940000000, 0, 0, 400", "990000000, 0, 0, 1"})
    void workersThatHadItHardAreNoReason(long busy, long wait, long refused, long queued) throws IOException {
        workers = new WorkerStats(busy, wait, refused, queued);
        assertThat(judge()).isEqualTo(Verdict.VALID);
    }

    /** longestPauseNs, pausesNs, gcNs. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            51000000 | 0       | 0        | pause: in raw-long.open-1000.nio the generator's process stood still for 51 ms
            4000000  | 10100000 | 0       | pauses: in raw-long.open-1000.nio the generator's process stood still 1.01 % of the time
            0        | 0       | 11000000 | garbage collection: in raw-long.open-1000.nio the generator collected 1.1 %
            """)
    void whatDisturbsARunIsNamed(long longest, long pauses, long gc, String reason) throws IOException {
        surroundings = Records.quiet()
                .longestPauseNs(longest)
                .pausesNs(pauses)
                .gcNs(gc)
                .segmentsSent(2000)
                .fileDescriptorsLeft(900)
                .build();
        assertJudged(Validity.DISTURBED, reason);
    }

    /** listenOverflows, segmentsRetransmitted, targetRestarts. */
    @ParameterizedTest
    @CsvSource({"150, 0, 0", "0, 300, 0", "0, 0, 1"})
    void whatTheTargetDidWrongExcusesItFromNothing(long overflows, long again, long restarts) throws IOException {
        surroundings = Records.quiet()
                .listenOverflows(overflows)
                .segmentsRetransmitted(again)
                .segmentsSent(2000)
                .fileDescriptorsLeft(900)
                .targetRestarts(restarts)
                .build();
        assertThat(judge()).isEqualTo(Verdict.VALID);
    }

    /** Of a target that does 125 to 900 of 1,000 messages a second, the generator being in time. */
    @ParameterizedTest
    @CsvSource({"900, 0", "600, 400", "250, 600", "125, 750"})
    void anOverloadedTargetIsNotTheGenerators(int sent, int neverSent) throws IOException {
        unsent = neverSent;
        workers = new WorkerStats(100_000_000, 1_000_000, 0, sent - 16 + neverSent);
        assertThat(judge()).isEqualTo(Verdict.VALID);
    }

    @Test
    void answersThatWereReadLateAreTheGenerators() throws IOException {
        receiveLagNs = 240_000;
        assertThat(judge()).isEqualTo(Verdict.VALID);
        receiveLagNs = 260_000;
        assertJudged(
                Validity.SATURATED,
                "receive lag: answers of raw-long.open-1000.nio were read late, p99 0.260 ms is above 0.250 ms");
    }

    @Test
    void aCauseIsOneReasonWithItsRemedyWhateverItStrikes() {
        Reasons reasons = new Reasons();
        for (int i = 0; i < 6; i++) {
            reasons.add(Cause.RUN_QUEUE, "raw-" + (i + 1), "open-1000", i, "waited " + i);
            reasons.add(Cause.PAUSE, "raw-" + (i + 1), "open-1000", -i, "paused " + i);
        }
        reasons.add(Cause.GENERATOR_LAG, "http-long", "open-1000", 1, "late");
        reasons.add(Cause.GENERATOR_LAG, "http-short", "open-1000", 3, "latest");
        reasons.add(Cause.GENERATOR_LAG, "raw-short", "open-2000", 2, "later");
        assertThat(reasons.verdict(6))
                .isEqualTo(new Verdict(
                        Validity.DISTURBED,
                        List.of(
                                "pause: paused 0 (and in all 5 other series). End what else runs on the machine.",
                                "generator lag: latest (and in http-long under open-1000; raw-short under open-2000)."
                                        + " Lower the rate, or give the generator a processor of its own.",
                                "run queue: waited 5 (and in all 5 other series). Give the generator a processor of its"
                                        + " own.")));
    }

    @Test
    void messagesThatNobodyAskedForAreAReasonOnlyWhereNothingTellsThemFromAnswers() throws IOException {
        events = new ConnectionEvents(0, 5, 0);
        assertThat(judge()).isEqualTo(Verdict.VALID);
        events = new ConnectionEvents(0, 5, 5);
        assertJudged(
                Validity.DISTURBED,
                "unasked messages: in raw-long.open-1000.nio at least 5 came that nobody had asked for, and nothing tells"
                        + " them from answers. Say under target.<protocol>.answer");
        assertThat(alone).as("what the target does sets no block aside").isEqualTo(Verdict.VALID);
    }

    /** That is what the target does, and is said beside its figures. */
    @Test
    void connectionsThatAreNotKeptAreNoReason() throws IOException {
        events = new ConnectionEvents(1000, 0, 0);
        assertThat(judge()).isEqualTo(Verdict.VALID);
    }

    @Test
    void aCellThatNeverSettledIsNamed() throws IOException {
        Verdict verdict = judge(new WarmUpResult(CELL, 10, false), new WarmUpResult(Cell.parse("http-long"), 2, true));
        assertThat(verdict)
                .isEqualTo(new Verdict(
                        Validity.DISTURBED,
                        List.of(
                                "warm-up: raw-long was still getting faster after 10 s. Run again, or warm the service up"
                                        + " first.")));
    }

    @Test
    void allReasonsAreNamedAndTheWorseOneDecides() throws IOException {
        lagNs = 300_000;
        surroundings = Records.quiet()
                .longestPauseNs(60_000_000)
                .listenOverflows(1)
                .segmentsSent(2000)
                .fileDescriptorsLeft(900)
                .build();
        Verdict verdict = judge();
        assertThat(verdict.validity()).isEqualTo(Validity.DISTURBED);
        assertThat(verdict.reasons()).hasSize(2);
    }

    /** As fast as answers come, something is always at its limit; the page says what. */
    @Test
    void underAClosedLoadOnlyWhatDisturbsIsAsked() throws IOException {
        load = CLOSED;
        lagNs = 300_000;
        workers = new WorkerStats(999_000_000, 400_000_000, 0, 0);
        surroundings = Records.quiet()
                .longestPauseNs(9_000_000)
                .pausesNs(90_000_000)
                .segmentsSent(2000)
                .fileDescriptorsLeft(900)
                .build();
        assertThat(judge()).isEqualTo(Verdict.VALID);
        surroundings = Records.quiet()
                .longestPauseNs(60_000_000)
                .segmentsSent(2000)
                .fileDescriptorsLeft(900)
                .build();
        assertJudged(Validity.DISTURBED, "pause: in raw-long.closed-4.nio");
    }

    @Test
    void gatlingIsNotAsked() throws IOException {
        instrument = Instrument.GATLING;
        lagNs = 300_000;
        surroundings = Records.quiet()
                .longestPauseNs(60_000_000)
                .listenOverflows(1)
                .segmentsSent(2000)
                .fileDescriptorsLeft(900)
                .build();
        assertThat(judge()).isEqualTo(Verdict.VALID);
    }
}
