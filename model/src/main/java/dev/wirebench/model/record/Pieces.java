package dev.wirebench.model.record;

import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Hands what a worker records over to another thread while the block goes on: of two sets of histograms the worker fills
 * one, and the other is read. Nobody waits, and nothing is allocated by the worker: it changes sets when it finds that it
 * was asked to, unless what it handed over last has not been taken yet.
 */
final class Pieces {

    private static final Outcome[] OUTCOMES = Outcome.values();

    private final Interval[] both = {new Interval(0, 0), new Interval(0, 0)};
    private final long[] ended = new long[OUTCOMES.length];
    private long intended;
    private Interval filling = both[0];
    private volatile boolean isWanted;
    private volatile boolean isHandedOver;

    /** Called by the worker. */
    void record(Measure measure, long valueNs) {
        filling.record(measure, valueNs);
    }

    /** Called by the worker before the start. */
    void add(Measure measure, Interval opening) {
        filling.histogram(measure).add(opening.histogram(measure));
    }

    /** Called by another thread. */
    void want() {
        isWanted = true;
    }

    /** Whether the worker should {@link #handOver}. */
    boolean isWanted() {
        return isWanted && !isHandedOver;
    }

    /** Called by the worker, with all that it has counted so far. @param nowNs since the start of the measurement */
    void handOver(long nowNs, long allIntended, LatencyRecorder counts) {
        intended = allIntended;
        for (Outcome outcome : OUTCOMES) {
            ended[outcome.ordinal()] = counts.count(outcome);
        }
        filling.extendTo(nowNs);
        filling = filling == both[0] ? both[1] : both[0];
        isWanted = false;
        isHandedOver = true;
    }

    /**
     * Called by another thread: adds what was recorded between the last two hand-overs.
     *
     * @return how all messages had ended by then, with those in flight as unfinished; empty if nothing was handed over
     */
    Optional<Counts> take(Interval sum) {
        if (!isHandedOver) {
            return Optional.empty();
        }
        Interval piece = filling == both[0] ? both[1] : both[0];
        sum.add(piece);
        piece.reset();
        Counts counts = counts();
        isHandedOver = false;
        return Optional.of(counts);
    }

    private Counts counts() {
        Map<Outcome, Long> failed = new EnumMap<>(Outcome.class);
        long inFlight = intended;
        for (Outcome outcome : OUTCOMES) {
            long count = ended[outcome.ordinal()];
            inFlight -= count;
            if (outcome.isFailure() && count > 0) {
                failed.put(outcome, count);
            }
        }
        return new Counts(
                intended,
                ended[Outcome.ANSWERED.ordinal()],
                failed,
                ended[Outcome.TIMED_OUT.ordinal()],
                ended[Outcome.UNFINISHED.ordinal()] + inFlight);
    }
}
