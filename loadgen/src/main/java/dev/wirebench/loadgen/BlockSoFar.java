package dev.wirebench.loadgen;

import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.Interval;
import dev.wirebench.model.record.LatencyRecorder;
import dev.wirebench.model.record.Traffic;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects what the workers have recorded while a block runs and passes it to the observer. Confined to the thread that
 * runs the block; workers are woken up to hand over their recordings, which they do between two messages.
 */
final class BlockSoFar {

    /** Leaves time to collect and write within a second. */
    private static final long EVERY_NS = 750_000_000;

    private final BlockSpec spec;
    private final List<Worker> workers;
    private final LoadGenerator.Observer observer;
    private final Instant startedAt;
    private final Interval sum = new Interval(0, 0);
    private final Counts[] counts;
    private long nextNs;
    private int awaited;

    /**
     * @param measureNs start of the measurement on the clock; {@code startedAt} is the same instant by the wall clock
     */
    BlockSoFar(
            BlockSpec spec, List<Worker> workers, LoadGenerator.Observer observer, long measureNs, Instant startedAt) {
        this.spec = spec;
        this.workers = workers;
        this.observer = observer;
        this.startedAt = startedAt;
        this.counts = new Counts[workers.size()];
        this.nextNs = measureNs + EVERY_NS;
        requestHandOver();
    }

    /** First called during the warm-up, because a worker's first hand-over allocates. */
    private void requestHandOver() {
        workers.forEach(Worker::requestHandOver);
        awaited = workers.size();
    }

    /** Requests or collects recordings when due; call often. */
    void poll(long nowNs) {
        if (nowNs >= nextNs) {
            requestHandOver();
            nextNs = nowNs + EVERY_NS;
        } else if (awaited > 0 && collect() == 0 && sum.endNs() > 0) {
            observer.recordedSoFar(block(), sum);
        }
    }

    private int collect() {
        for (int i = 0; i < counts.length; i++) {
            Optional<Counts> taken = workers.get(i).measured().recorder.take(sum);
            if (taken.isPresent()) {
                counts[i] = taken.get();
                awaited--;
            }
        }
        return awaited;
    }

    /** A block without the figures that are known only at its end. */
    private Block block() {
        long lengthNs = Math.min(spec.phases().measurementNs(), sum.endNs());
        return Block.builder(startedAt, lengthNs)
                .elapsedNs(Math.max(lengthNs, sum.endNs()))
                .warmUp(workers.stream()
                        .map(worker -> endings(worker.warmUp().recorder))
                        .reduce(Counts.NONE, Counts::plus))
                .counts(List.of(counts).stream().reduce(Counts.NONE, Counts::plus))
                .traffic(workers.stream()
                        .map(worker -> worker.measured().trafficSoFar())
                        .reduce(Traffic.NONE, Traffic::plus))
                .build();
    }

    /**
     * Counts messages in flight as unfinished; the sums may be off by a few, since workers go on while they are read.
     */
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
