package dev.wirebench.harness.progress;

import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Estimates how long a run still takes: of each of its legs by how long that leg's units have taken so far, and before the
 * first has ended by a guess. Confined to one thread.
 */
final class TimeLeft {

    /** Most cells are steady after this long; none takes longer than ten. */
    private static final long SETTLE_GUESS_NS = 2_500_000_000L;

    /** Two measurements of a second. */
    private static final long CALIBRATION_GUESS_NS = 2_100_000_000L;

    /** Opening, the last answers and the logs. */
    private static final long BLOCK_EXTRA_GUESS_NS = 100_000_000L;

    private final LongSupplier clock;
    private final long startNs;
    private final Leg settling = new Leg();
    private final Leg calibrating = new Leg();
    private final Leg blocks = new Leg();
    private final List<Leg> legs = List.of(settling, calibrating, blocks);
    private long laterNs;

    /** @param clock monotonic, in nanoseconds */
    TimeLeft(LongSupplier clock) {
        this.clock = clock;
        this.startNs = clock.getAsLong();
    }

    /** Everything that the plan has yet to come. */
    void planned(Plan plan) {
        settling.plan(plan.cells().size(), SETTLE_GUESS_NS);
        calibrating.plan(1, CALIBRATION_GUESS_NS);
        blocks.plan(blocks(plan), guessNs(plan.phases()));
    }

    static int blocks(Plan plan) {
        return plan.blocks() * plan.cells().size() * plan.load().size();
    }

    private static long guessNs(Phases phases) {
        return phases.warmUpNs() + phases.measurementNs() + BLOCK_EXTRA_GUESS_NS;
    }

    /** What comes after this run, as far as plans tell. */
    void followedBy(List<Plan> plans) {
        laterNs = plans.stream()
                .mapToLong(plan -> plan.cells().size() * SETTLE_GUESS_NS + blocks(plan) * guessNs(plan.phases()))
                .sum();
    }

    void settling(int cells) {
        settling.plan(cells, SETTLE_GUESS_NS);
        settling.beginUnit(clock.getAsLong());
    }

    void settledOne() {
        settling.endUnit(clock.getAsLong());
        settling.beginUnit(clock.getAsLong());
    }

    void calibrating() {
        settling.end();
        calibrating.beginUnit(clock.getAsLong());
    }

    void blocks(int count, Phases phases) {
        settling.end();
        calibrating.end();
        blocks.plan(count, guessNs(phases));
    }

    void blockBegan() {
        blocks.beginUnit(clock.getAsLong());
    }

    void blockEnded() {
        blocks.endUnit(clock.getAsLong());
    }

    long leftNs() {
        long nowNs = clock.getAsLong();
        return legs.stream().mapToLong(leg -> leg.leftNs(nowNs)).sum() + laterNs;
    }

    /** Of the time that the whole takes, 0 to 1. */
    double share() {
        long goneNs = clock.getAsLong() - startNs;
        return (double) goneNs / Math.max(1, goneNs + leftNs());
    }

    /** Units of work that are alike. */
    private static final class Leg {

        private static final long NONE = Long.MIN_VALUE;

        private int units;
        private int ended;
        private long guessNs;
        private int timed;
        private long timedNs;
        private long beganNs = NONE;

        /** What has been timed before is kept, for further units are like it. */
        void plan(int count, long guessPerUnitNs) {
            units = count;
            ended = 0;
            guessNs = guessPerUnitNs;
        }

        void beginUnit(long nowNs) {
            beganNs = nowNs;
        }

        void endUnit(long nowNs) {
            ended++;
            timed++;
            timedNs += nowNs - beganNs;
            beganNs = NONE;
        }

        void end() {
            ended = units;
        }

        long leftNs(long nowNs) {
            if (ended >= units) {
                return 0;
            }
            long perUnitNs = timed == 0 ? guessNs : timedNs / timed;
            long goneNs = beganNs == NONE ? 0 : Math.min(perUnitNs, nowNs - beganNs);
            return (units - ended) * perUnitNs - goneNs;
        }
    }
}
