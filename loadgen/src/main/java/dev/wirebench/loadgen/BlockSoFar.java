package dev.wirebench.loadgen;

import dev.wirebench.model.Block;
import dev.wirebench.model.Counts;
import dev.wirebench.model.Interval;
import dev.wirebench.model.LatencyRecorder;
import dev.wirebench.model.Outcome;
import dev.wirebench.model.Surroundings;
import dev.wirebench.model.Traffic;
import dev.wirebench.model.Usage;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects what the workers of a block have recorded while it goes on, and tells the observer of it. Confined to the thread
 * that runs the block; a worker is asked for its share by being woken up, and hands it over between two messages.
 */
final class BlockSoFar {

    /** With what passes until a share is handed over and written, less than a second. */
    private static final long EVERY_NS = 750_000_000;

    private final BlockSpec spec;
    private final List<Worker> workers;
    private final LoadGenerator.Observer observer;
    private final Instant startedAt;
    private final Interval sum = new Interval(0, 0);
    private final Counts[] counts;
    private long nextNs;
    private int awaited;

    /** @param measureNs when the measurement begins, on the clock and, as {@code startedAt}, by the wall clock */
    BlockSoFar(
            BlockSpec spec, List<Worker> workers, LoadGenerator.Observer observer, long measureNs, Instant startedAt) {
        this.spec = spec;
        this.workers = workers;
        this.observer = observer;
        this.startedAt = startedAt;
        this.counts = new Counts[workers.size()];
        this.nextNs = measureNs + EVERY_NS;
        ask();
    }

    /** First during the warm-up, as a worker allocates something when it does this for the first time. */
    private void ask() {
        workers.forEach(Worker::wantShare);
        awaited = workers.size();
    }

    /** Does what is due; to be called often. */
    void tend(long nowNs) {
        if (nowNs >= nextNs) {
            ask();
            nextNs = nowNs + EVERY_NS;
        } else if (awaited > 0 && takeShares() == 0 && sum.endNs() > 0) {
            observer.recordedSoFar(block(), sum);
        }
    }

    private int takeShares() {
        for (int i = 0; i < counts.length; i++) {
            Optional<Counts> taken = workers.get(i).measured().recorder.take(sum);
            if (taken.isPresent()) {
                counts[i] = taken.get();
                awaited--;
            }
        }
        return awaited;
    }

    /** What can only be told when it has ended is not told. */
    private Block block() {
        long lengthNs = Math.min(spec.phases().measurementNs(), sum.endNs());
        return new Block(
                startedAt,
                lengthNs,
                Math.max(lengthNs, sum.endNs()),
                null,
                workers.stream()
                        .map(worker -> endings(worker.warmUp().recorder))
                        .reduce(Counts.NONE, Counts::plus),
                List.of(counts).stream().reduce(Counts.NONE, Counts::plus),
                workers.stream().map(worker -> worker.measured().trafficSoFar()).reduce(Traffic.NONE, Traffic::plus),
                Usage.NOT_MEASURED,
                null,
                null,
                Surroundings.NOT_MEASURED);
    }

    /** Those that have not ended are unfinished; it may be a few more or fewer, as they go on while they are counted. */
    private static Counts endings(LatencyRecorder recorder) {
        Map<Outcome, Long> ended = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            ended.put(outcome, recorder.countSoFar(outcome));
        }
        long sum = ended.values().stream().mapToLong(Long::longValue).sum();
        long intended = Math.max(sum, recorder.intendedSoFar());
        long answered = ended.remove(Outcome.ANSWERED);
        long timedOut = ended.remove(Outcome.TIMED_OUT);
        long unfinished = ended.remove(Outcome.UNFINISHED) + intended - sum;
        ended.values().removeIf(count -> count == 0);
        return new Counts(intended, answered, ended, timedOut, unfinished);
    }
}
