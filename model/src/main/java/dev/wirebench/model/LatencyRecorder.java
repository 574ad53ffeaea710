package dev.wirebench.model;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Counts and histograms of one block of a cell, as one thread saw them. Recording allocates nothing.
 *
 * <p>All times are readings of one monotonic clock in nanoseconds. Confined to one worker; {@link #add} sums recorders
 * when their workers have ended.
 */
public final class LatencyRecorder {

    /** Stands for {@code sentNs} where a message was never sent. */
    public static final long NEVER_SENT = Long.MIN_VALUE;

    private static final Outcome[] OUTCOMES = Outcome.values();

    private final long startNs;
    private final Interval[] intervals;
    private final long[] counts = new long[OUTCOMES.length];
    private long intended;
    private long lastAnswerNs;
    private Interval current;
    private int currentIndex;
    private long currentEndNs;

    /**
     * @param startNs when the measurement starts
     * @param lengthNs how long messages are intended for; what ends later falls into the last interval
     * @param intervalNs the length of every interval but the last
     */
    public LatencyRecorder(long startNs, long lengthNs, long intervalNs) {
        this.startNs = startNs;
        int count = (int) Math.max(1, (lengthNs + intervalNs - 1) / intervalNs);
        intervals = new Interval[count];
        for (int i = 0; i < count; i++) {
            intervals[i] = new Interval(i * intervalNs, Math.min(lengthNs, (i + 1) * intervalNs));
        }
        lastAnswerNs = startNs;
        enter(0);
    }

    /** Counts a message as owed; it must end in exactly one {@link #record}. */
    public void intend() {
        intended++;
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
        counts[outcome.ordinal()]++;
        if (sentNs != NEVER_SENT) {
            current.record(Measure.SEND_LAG, sentNs - intendedNs);
        }
        if (outcome == Outcome.ANSWERED) {
            current.record(Measure.RESPONSE, endedNs - intendedNs);
            current.record(Measure.SERVICE, endedNs - sentNs);
            lastAnswerNs = endedNs;
        } else {
            current.record(Measure.UNANSWERED, endedNs - intendedNs);
        }
    }

    /** Called when a message is sent; see {@link Measure#GENERATOR_LAG}. */
    public void recordGeneratorLag(long lagNs) {
        current.record(Measure.GENERATOR_LAG, lagNs);
    }

    public void recordConnect(long connectNs) {
        current.record(Measure.CONNECT, connectNs);
    }

    public void recordHandshake(long handshakeNs) {
        current.record(Measure.HANDSHAKE, handshakeNs);
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
            }
        }
    }

    /** Adds what another worker recorded of the same block. */
    public void add(LatencyRecorder other) {
        if (other.startNs != startNs || other.intervals.length != intervals.length) {
            throw new IllegalArgumentException("recorders of different blocks cannot be summed");
        }
        intended += other.intended;
        lastAnswerNs = Math.max(lastAnswerNs, other.lastAnswerNs);
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
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
                intended, count(Outcome.ANSWERED), failed, count(Outcome.TIMED_OUT), count(Outcome.UNFINISHED));
    }

    private long count(Outcome outcome) {
        return counts[outcome.ordinal()];
    }

    /** From the start of the measurement to the last answer; 0 without one. */
    public long lastAnswerNs() {
        return lastAnswerNs - startNs;
    }

    public List<Interval> intervals() {
        return List.of(intervals);
    }
}
