package dev.wirebench.lab.truth;

import dev.wirebench.model.fixture.Records;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.Interval;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.ScriptLog;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.report.read.Quantile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a generator and a target without fault leave of a plan's block on the raw wire, for tests to spoil. */
final class SimulatedRun {

    static final long MS = 1_000_000;

    /** Start of the schedule on the target's clock. */
    static final long ORIGIN_NS = 7_300 * MS;

    private static final Cell CELL = Cell.parse("raw-long");
    private static final int REHEARSED = 430;
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    final Plan plan;
    final long[] intendedNs;
    /** In the order of receipt; what is measured begins at {@link #REHEARSED}. */
    final List<ScriptLog.Row> log = new ArrayList<>();
    /** From the intended send, in the order of the schedule; {@link Quantile#INFINITE} for timed out. */
    final List<Long> measuredNs = new ArrayList<>();

    int warmUp;
    /** From the intended send. */
    long timedOutNs;

    Verdict verdict = Verdict.VALID;

    SimulatedRun(Plan plan) {
        this(plan, n -> 0, n -> 0);
    }

    /**
     * @param arrivalLatenessNs of each message at the target
     * @param answerLatenessNs of each answer
     */
    SimulatedRun(Plan plan, IntToLongFunction arrivalLatenessNs, IntToLongFunction answerLatenessNs) {
        this.plan = plan.withCells(List.of(CELL));
        this.intendedNs = TruthPlans.intendedNs(plan);
        this.timedOutNs = plan.phases().timeoutNs() + 20_000;
        NaiveTarget target = new NaiveTarget();
        for (int i = 0; i < REHEARSED; i++) {
            // Some as a preflight would number them, then a rehearsal.
            log.add(target.receive(i < 60 ? i : i - 60, 5 * i * MS, 0));
            log.add(new ScriptLog.Row(Protocol.HTTP, i, 5 * i * MS, 1, 5 * i * MS + 1, 5 * i * MS + 1));
        }
        List<Integer> byReceipt = IntStream.range(0, intendedNs.length)
                .boxed()
                .sorted((a, b) -> Long.compare(
                        intendedNs[a] + arrivalLatenessNs.applyAsLong(a),
                        intendedNs[b] + arrivalLatenessNs.applyAsLong(b)))
                .toList();
        long[] responsesNs = new long[intendedNs.length];
        for (int n : byReceipt) {
            long receivedNs = ORIGIN_NS + intendedNs[n] + arrivalLatenessNs.applyAsLong(n);
            ScriptLog.Row row = target.receive(n, receivedNs, answerLatenessNs.applyAsLong(n));
            log.add(row);
            responsesNs[n] = row.isAnswered() ? row.releasedNs() - ORIGIN_NS - intendedNs[n] : Quantile.INFINITE;
        }
        for (long responseNs : responsesNs) {
            measuredNs.add(responseNs);
        }
    }

    /** Index in the log of a message of the block. */
    int indexOf(long sequence) {
        int index = log.size() - 1;
        while (log.get(index).sequence() != sequence) {
            index--;
        }
        return index;
    }

    Oracle oracle() {
        return new Oracle(plan, Protocol.RAW, intendedNs, warmUp, log);
    }

    CellGrade grade(Path results) throws IOException {
        return Truth.grade(write(results), intendedNs, warmUp).get(0);
    }

    RunFolder write(Path results) throws IOException {
        RunFolder folder = RunFolder.create(results, plan, START, Map.of());
        CellKey key = Records.key(CELL.name(), plan.load().get(0));
        Interval only = new Interval(0, plan.phases().measurementNs());
        List<Long> graded = measuredNs.subList(warmUp, measuredNs.size());
        for (long ns : graded) {
            boolean isAnswered = ns != Quantile.INFINITE;
            only.histogram(isAnswered ? Measure.RESPONSE : Measure.UNANSWERED)
                    .recordValue(isAnswered ? ns : timedOutNs);
        }
        long answered = only.histogram(Measure.RESPONSE).getTotalCount();
        Block.Builder block = Block.builder(START, plan.phases().measurementNs())
                .warmUp(Records.answered(warmUp))
                .counts(Records.answered(graded.size(), answered));
        folder.append(Records.result(key, block, only));
        seal(folder);
        return folder;
    }

    RunFolder writeWithoutCells(Path results) throws IOException {
        RunFolder folder = RunFolder.create(results, plan, START, Map.of());
        seal(folder);
        return folder;
    }

    private void seal(RunFolder folder) throws IOException {
        String lines = log.stream().map(row -> row.toLine() + "\n").collect(Collectors.joining());
        folder.writeFile(ScriptLog.FILE, (ScriptLog.HEAD + "\n" + lines).getBytes(StandardCharsets.US_ASCII));
        folder.seal(RunRecord.builder(plan, START)
                .verdict(verdict)
                .endedAt(START.plusSeconds(60))
                .cells(folder.cells())
                .build());
    }

    /** Works as the script says, a stretch without stalls at a time. */
    private final class NaiveTarget {
        private final LongSupplier times = plan.script().service().times();
        private long freeNs;
        private long received;

        ScriptLog.Row receive(long sequence, long receivedNs, long latenessNs) {
            long workNs = times.getAsLong();
            boolean isFifo = plan.script().server() == TargetScript.Server.FIFO;
            long plannedNs = work(isFifo ? Math.max(freeNs, receivedNs) : receivedNs, workNs);
            freeNs = plannedNs;
            received++;
            boolean isSilent = plan.script().unansweredEvery() != null
                    && received % plan.script().unansweredEvery() == 0;
            return new ScriptLog.Row(
                    Protocol.RAW,
                    sequence,
                    receivedNs,
                    workNs,
                    isSilent ? ScriptLog.NEVER : plannedNs,
                    isSilent ? ScriptLog.NEVER : plannedNs + latenessNs);
        }

        private long work(long fromNs, long workNs) {
            if (plan.script().stall() == null) {
                return fromNs + workNs;
            }
            long everyNs = plan.script().stall().everyNs();
            long nowNs = fromNs;
            for (long leftNs = workNs; leftNs > 0; ) {
                long periodEndNs = (nowNs / everyNs + 1) * everyNs;
                long stallNs = periodEndNs - plan.script().stall().forNs();
                if (nowNs >= stallNs) {
                    nowNs = periodEndNs;
                    continue;
                }
                long doneNs = Math.min(leftNs, stallNs - nowNs);
                nowNs += doneNs;
                leftNs -= doneNs;
            }
            return nowNs;
        }
    }
}
