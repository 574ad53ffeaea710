package dev.wirebench.model.record;

import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts and histograms of one block of a cell, as one thread saw them. Recording allocates nothing.
 *
 * <p>All times are readings of one monotonic clock in nanoseconds. Confined to one worker; {@link #add} sums recorders
 * when their workers have ended. While the worker records, others may ask how far it is: {@link #intendedSoFar},
 * {@link #countSoFar} and the first {@link #finishedIntervals}.
 */
public final class LatencyRecorder {

    /** Stands for {@code sentNs} where a message was never sent. */
    public static final long NEVER_SENT = Long.MIN_VALUE;

    private static final Outcome[] OUTCOMES = Outcome.values();

    private final Interval[] intervals;

    /** One thread writes, in opaque mode, which is an ordinary store that cannot be left out: see docs/method.md. */
    private final AtomicLongArray counts = new AtomicLongArray(OUTCOMES.length);

    private final AtomicLong intended = new AtomicLong();
    private volatile int finishedIntervals;
    private long startNs;
    private long lastAnswerNs;
    private Interval current;
    private int currentIndex;
    private Pieces pieces;
    private long currentEndNs;

    /**
     * Allocates all that it needs; {@link #startAt} must come before anything is recorded.
     *
     * @param lengthNs how long messages are intended for; what ends later falls into the last interval
     * @param intervalNs the length of every interval but the last
     */
    public LatencyRecorder(long lengthNs, long intervalNs) {
        int count = (int) Math.max(1, (lengthNs + intervalNs - 1) / intervalNs);
        intervals = new Interval[count];
        for (int i = 0; i < count; i++) {
            intervals[i] = new Interval(i * intervalNs, Math.min(lengthNs, (i + 1) * intervalNs));
        }
    }

    /** As {@link #LatencyRecorder(long, long)}, where it is known when the measurement starts. */
    public LatencyRecorder(long startNs, long lengthNs, long intervalNs) {
        this(lengthNs, intervalNs);
        startAt(startNs);
    }

    /** Tells when the measurement starts. Allocates nothing. */
    public void startAt(long instantNs) {
        startNs = instantNs;
        lastAnswerNs = instantNs;
        enter(0);
    }

    /** Lets another thread {@link #take} what is recorded while the block goes on. To be called before anything is. */
    public LatencyRecorder inPieces() {
        pieces = new Pieces();
        return this;
    }

    /** Counts a message as owed; it must end in exactly one {@link #record}. */
    public void intend() {
        intended.setOpaque(intended.getPlain() + 1);
    }

    /**
     * Ends a message.
     *
     * @param sentNs when the first step towards it was taken (connecting, on a new connection), or {@link #NEVER_SENT}
     * @param endedNs when its answer had arrived and been checked, or when it was given up
     */
    public void record(Outcome outcome, long intendedNs, long sentNs, long endedNs) {
        if (endedNs >= currentEndNs) {
            advanceTo(endedNs);
        }
        counts.setOpaque(outcome.ordinal(), counts.getPlain(outcome.ordinal()) + 1);
        if (sentNs != NEVER_SENT) {
            keep(Measure.SEND_LAG, sentNs - intendedNs);
        }
        if (outcome == Outcome.ANSWERED) {
            keep(Measure.RESPONSE, endedNs - intendedNs);
            keep(Measure.SERVICE, endedNs - sentNs);
            lastAnswerNs = endedNs;
        } else {
            keep(Measure.UNANSWERED, endedNs - intendedNs);
        }
    }

    /** Called when a message is sent; see {@link Measure#GENERATOR_LAG}. */
    public void recordGeneratorLag(long lagNs) {
        keep(Measure.GENERATOR_LAG, lagNs);
    }

    /** Called after the answer's {@link #record}, where it is known; see {@link Measure#RECEIVE_LAG}. */
    public void recordReceiveLag(long lagNs) {
        keep(Measure.RECEIVE_LAG, lagNs);
    }

    public void recordConnect(long connectNs) {
        keep(Measure.CONNECT, connectNs);
    }

    public void recordHandshake(long handshakeNs) {
        keep(Measure.HANDSHAKE, handshakeNs);
    }

    private void keep(Measure measure, long valueNs) {
        current.record(measure, valueNs);
        if (pieces != null) {
            pieces.record(measure, valueNs);
        }
    }

    /** Asks the worker for what it has recorded since it was last asked. Safe for concurrent use. */
    public void want() {
        pieces.want();
    }

    /** Whether the worker should {@link #handOver}. */
    public boolean isWanted() {
        return pieces != null && pieces.isWanted();
    }

    /** Called by the worker, between two messages. Allocates nothing. */
    public void handOver(long nowNs) {
        pieces.handOver(Math.max(0, nowNs - startNs), intended.getPlain(), this);
    }

    /**
     * Adds to {@code sum} what the worker handed over; to be called by one other thread. Messages in flight are unfinished,
     * and have no age.
     *
     * @return how all messages of the block had ended when it did; empty if it has not handed over anything since
     */
    public Optional<Counts> take(Interval sum) {
        return pieces.take(sum);
    }

    private void advanceTo(long nowNs) {
        int index = currentIndex;
        while (index < intervals.length - 1 && nowNs >= startNs + intervals[index].endNs()) {
            index++;
        }
        enter(index);
    }

    private void enter(int index) {
        currentIndex = index;
        current = intervals[index];
        finishedIntervals = index;
        currentEndNs = index == intervals.length - 1 ? Long.MAX_VALUE : startNs + current.endNs();
    }

    /** Closes the last interval at {@code endedNs}, when the block has been drained. */
    public void end(long endedNs) {
        intervals[intervals.length - 1].extendTo(endedNs - startNs);
    }

    /** Adds the connect and handshake times of connections that were opened before the start. */
    public void addOpening(LatencyRecorder opening) {
        for (Measure measure : new Measure[] {Measure.CONNECT, Measure.HANDSHAKE}) {
            for (Interval interval : opening.intervals) {
                intervals[0].histogram(measure).add(interval.histogram(measure));
                if (pieces != null) {
                    pieces.add(measure, interval);
                }
            }
        }
    }

    /** Adds what another worker recorded of the same block. */
    public void add(LatencyRecorder other) {
        if (other.startNs != startNs || other.intervals.length != intervals.length) {
            throw new IllegalArgumentException("recorders of different blocks cannot be summed");
        }
        intended.setPlain(intended.getPlain() + other.intended.getPlain());
        lastAnswerNs = Math.max(lastAnswerNs, other.lastAnswerNs);
        for (int i = 0; i < OUTCOMES.length; i++) {
            counts.setPlain(i, counts.getPlain(i) + other.counts.getPlain(i));
        }
        for (int i = 0; i < intervals.length; i++) {
            intervals[i].add(other.intervals[i]);
        }
    }

    /** @throws IllegalStateException if a message was lost or counted twice */
    public Counts counts() {
        Map<Outcome, Long> failed = new EnumMap<>(Outcome.class);
        for (Outcome outcome : OUTCOMES) {
            if (outcome.isFailure() && count(outcome) > 0) {
                failed.put(outcome, count(outcome));
            }
        }
        return new Counts(
                intended.getPlain(),
                count(Outcome.ANSWERED),
                failed,
                count(Outcome.TIMED_OUT),
                count(Outcome.UNFINISHED));
    }

    /** To be called by the worker, or when it has ended. */
    long count(Outcome outcome) {
        return counts.getPlain(outcome.ordinal());
    }

    /** Messages that are owed or have ended. Safe for concurrent use. */
    public long intendedSoFar() {
        return intended.getOpaque();
    }

    /** Messages that have ended so. Safe for concurrent use; counts that are read in turn need not add up. */
    public long countSoFar(Outcome outcome) {
        return counts.getOpaque(outcome.ordinal());
    }

    /** So many of the {@link #intervals}, from the first on, are never written again. Safe for concurrent use. */
    public int finishedIntervals() {
        return finishedIntervals;
    }

    /** From the start of the measurement to the last answer; 0 without one. */
    public long lastAnswerNs() {
        return lastAnswerNs - startNs;
    }

    public List<Interval> intervals() {
        return List.of(intervals);
    }
}
