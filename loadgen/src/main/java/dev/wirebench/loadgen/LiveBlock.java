package dev.wirebench.loadgen;

import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.record.Interval;
import dev.wirebench.model.record.LatencyRecorder;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * Reads the figures of a running block without involving its workers: their running counts, and the histograms of
 * intervals they have finished. Safe for concurrent use; workers never wait for its lock.
 */
final class LiveBlock {

    private static final long NOT_STARTED = Long.MAX_VALUE;

    private final CellKey key;
    private final long warmUpNs;
    private final long measurementNs;
    private final List<Worker> workers;
    private final int[] intervalsRead;
    private final Histogram response = histogram();
    private final Histogram sendLag = histogram();
    private long measureNs = NOT_STARTED;
    private boolean isClosed;
    private Snapshot last;

    LiveBlock(BlockSpec spec, List<Worker> workers) {
        this.key = spec.key();
        this.warmUpNs = spec.phases().warmUpNs();
        this.measurementNs = spec.phases().measurementNs();
        this.workers = workers;
        this.intervalsRead = new int[workers.size()];
        this.last = new Snapshot(key, Snapshot.Stage.OPENING, Snapshot.Tally.NONE, Optional.empty());
    }

    private static Histogram histogram() {
        return new Histogram(Interval.HIGHEST_TRACKABLE_NS, Interval.SIGNIFICANT_DIGITS);
    }

    /** @param atNs start of the measurement on the clock */
    synchronized void starts(long atNs) {
        measureNs = atNs;
    }

    /** Stops reading; the workers' recorders now belong to others. */
    synchronized void close() {
        isClosed = true;
    }

    synchronized Snapshot snapshot(long nowNs) {
        boolean isReadable =
                !isClosed && measureNs != NOT_STARTED && workers.stream().allMatch(Worker::hasStarted);
        if (isReadable) {
            for (int i = 0; i < workers.size(); i++) {
                readIntervals(i, workers.get(i).measured().recorder);
            }
            Snapshot.Stage stage = stage(nowNs);
            last = new Snapshot(key, stage, tally(stage), times());
        }
        return last;
    }

    private Snapshot.Stage stage(long nowNs) {
        if (nowNs < measureNs - warmUpNs) {
            return Snapshot.Stage.OPENING;
        }
        if (nowNs < measureNs) {
            return Snapshot.Stage.WARM_UP;
        }
        return nowNs < measureNs + measurementNs ? Snapshot.Stage.MEASUREMENT : Snapshot.Stage.DRAIN;
    }

    private void readIntervals(int worker, LatencyRecorder recorder) {
        int finished = recorder.finishedIntervals();
        for (int i = intervalsRead[worker]; i < finished; i++) {
            response.add(recorder.intervals().get(i).histogram(Measure.RESPONSE));
            sendLag.add(recorder.intervals().get(i).histogram(Measure.SEND_LAG));
        }
        intervalsRead[worker] = finished;
    }

    private Snapshot.Tally tally(Snapshot.Stage stage) {
        boolean isMeasured = stage == Snapshot.Stage.MEASUREMENT || stage == Snapshot.Stage.DRAIN;
        Function<Worker, LatencyRecorder> shown = worker -> (isMeasured ? worker.measured() : worker.warmUp()).recorder;
        Map<Outcome, Long> unanswered = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            long count = count(shown, outcome);
            if (outcome != Outcome.ANSWERED && count > 0) {
                unanswered.put(outcome, count);
            }
        }
        return new Snapshot.Tally(
                workers.stream()
                        .map(shown)
                        .mapToLong(LatencyRecorder::intendedSoFar)
                        .sum(),
                count(shown, Outcome.ANSWERED),
                count(worker -> worker.warmUp().recorder, Outcome.ANSWERED)
                        + count(worker -> worker.measured().recorder, Outcome.ANSWERED),
                unanswered);
    }

    private long count(Function<Worker, LatencyRecorder> recorder, Outcome outcome) {
        return workers.stream()
                .map(recorder)
                .mapToLong(r -> r.countSoFar(outcome))
                .sum();
    }

    private Optional<Snapshot.Times> times() {
        return response.getTotalCount() == 0
                ? Optional.empty()
                : Optional.of(new Snapshot.Times(
                        response.getValueAtPercentile(50),
                        response.getValueAtPercentile(99),
                        response.getMaxValue(),
                        sendLag.getValueAtPercentile(99)));
    }
}
