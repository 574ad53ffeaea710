package dev.wirebench.simulation;

import dev.wirebench.harness.monitor.ResourceSampler;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.LatencyRecorder;
import dev.wirebench.model.record.Traffic;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One cell while Gatling measures it: assigns its messages to virtual users and sums what they recorded.
 *
 * <p>Safe for concurrent use: messages are assigned by an atomic counter, and each event loop records for itself.
 */
final class CellRun {

    /** Delay from the moment all users are ready to the start, so that each event loop can create its recorders. */
    private static final long LEAD_NS = 200_000_000;

    private static final long NOT_FAILING = Long.MAX_VALUE;

    private final CellSpec spec;
    private final IntendedSends sends;
    private final ResourceSampler meter;
    private final StopSignal stop;
    private final Clock clock;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger present;
    private final AtomicLong startNs = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong failingSinceNs = new AtomicLong(NOT_FAILING);
    private final Map<Thread, EventLoopStats> stats = new ConcurrentHashMap<>();
    private volatile Instant startedAt;
    private volatile CompletableFuture<Void> metering;

    CellRun(CellSpec spec, ResourceSampler meter, StopSignal stop, Clock clock) {
        this.spec = spec;
        this.meter = meter;
        this.stop = stop;
        this.clock = clock;
        this.sends = IntendedSends.of(spec.key().load(), spec.lengthNs(), spec.seed());
        this.present = new AtomicInteger(spec.key().load().connections());
    }

    CellSpec spec() {
        return spec;
    }

    Clock clock() {
        return clock;
    }

    boolean isStopped() {
        return stop.isStopped();
    }

    /** Number of messages intended in the measurement, or -1 under a closed load. */
    long intendedMessages() {
        return sends.countFrom(spec.phases().warmUpNs());
    }

    /** Called by each user when all of them are ready; the first call sets the start time. */
    void start() {
        long nowNs = clock.nanoTime();
        if (startNs.compareAndSet(Long.MIN_VALUE, nowNs + LEAD_NS)) {
            long toMeasurementNs = LEAD_NS + spec.phases().warmUpNs();
            startedAt = Instant.now().plusNanos(toMeasurementNs);
            metering = CompletableFuture.runAsync(
                    meter::measurementStarted,
                    CompletableFuture.delayedExecutor(toMeasurementNs, TimeUnit.NANOSECONDS));
        }
    }

    /** Stats of the calling event loop. */
    EventLoopStats stats() {
        return stats.computeIfAbsent(Thread.currentThread(), loop -> new EventLoopStats(startNs.get(), spec.phases()));
    }

    long measureNs() {
        return startNs.get() + spec.phases().warmUpNs();
    }

    /** Assigns a user its next message. @return false if there is none, or the drain is over */
    boolean assignNext(VirtualUser user) {
        long nowNs = clock.nanoTime();
        if (isStopped() || nowNs >= drainedNs()) {
            return false;
        }
        int index = next.getAndIncrement();
        long intendedNs = intendedNs(index, nowNs);
        if (intendedNs == IntendedSends.END) {
            return false;
        }
        user.take(index, intendedNs);
        return true;
    }

    /** Intended send of a message in clock time, or {@link IntendedSends#END}. */
    private long intendedNs(int index, long nowNs) {
        long offsetNs = sends.offsetNs(index, nowNs - startNs.get());
        return offsetNs == IntendedSends.END ? IntendedSends.END : startNs.get() + offsetNs;
    }

    private long drainedNs() {
        return startNs.get() + spec.lengthNs() + spec.phases().drainNs();
    }

    /** Records how a message ended; stops the run if none was answered for the length of a time-out. */
    void ended(Outcome outcome, long sentNs, long endedNs) {
        if (outcome == Outcome.ANSWERED) {
            if (failingSinceNs.get() != NOT_FAILING) {
                failingSinceNs.set(NOT_FAILING);
            }
        } else if (!failingSinceNs.compareAndSet(NOT_FAILING, sentNs)
                && endedNs - failingSinceNs.get() > spec.phases().timeoutNs()) {
            stop.stop("Gatling got no answer on " + spec.label() + " for "
                    + spec.phases().timeoutSeconds() + " s");
        }
    }

    /** Called when a user ends. @return the result, to the last user only, unless nothing was measured */
    Optional<BlockResult> leave() {
        boolean isLast = present.decrementAndGet() == 0;
        return isLast && !stats.isEmpty() && !spec.isWarmUpOnly() ? result() : Optional.empty();
    }

    private Optional<BlockResult> result() {
        long endedNs = clock.nanoTime();
        boolean isMetered = metering.isDone();
        if (isMetered) {
            // Rethrows its exception, if any.
            metering.join();
            meter.drained();
        } else {
            metering.cancel(false);
        }
        EventLoopStats sum = new EventLoopStats(startNs.get(), spec.phases());
        stats.values().forEach(sum::add);
        stats.clear();
        countUnsent(sum, endedNs);
        sum.measured.end(endedNs);
        long plannedNs = spec.phases().measurementNs();
        long measurementNs = isStopped() ? Math.min(plannedNs, endedNs - measureNs()) : plannedNs;
        if (measurementNs <= 0) {
            return Optional.empty();
        }
        Block block = Block.builder(startedAt, measurementNs)
                .elapsedNs(Math.max(measurementNs, sum.measured.lastAnswerNs()))
                .answeredInWindow(sum.answeredInWindow())
                .warmUp(sum.warmUp.counts())
                .counts(sum.measured.counts())
                .traffic(new Traffic(sum.connections(), 0, 0, 0, 0))
                .build();
        BlockResult result = new BlockResult(spec.key(), block, sum.measured.intervals());
        return Optional.of(isMetered ? result.with(meter.usage(), meter.surroundings()) : result);
    }

    /** Messages that were due by now and never assigned are unfinished. */
    private void countUnsent(EventLoopStats sum, long nowNs) {
        if (sends instanceof IntendedSends.Closed) {
            return;
        }
        for (int index = next.get(); ; index++) {
            long intendedNs = intendedNs(index, nowNs);
            if (intendedNs > nowNs) {
                return;
            }
            LatencyRecorder recorder = intendedNs < measureNs() ? sum.warmUp : sum.measured;
            recorder.intend();
            recorder.record(Outcome.UNFINISHED, intendedNs, LatencyRecorder.NEVER_SENT, nowNs);
        }
    }
}
