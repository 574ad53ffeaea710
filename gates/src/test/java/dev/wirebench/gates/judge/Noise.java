package dev.wirebench.gates.judge;

import java.util.SplittableRandom;

/**
 * What a machine that is shared with others does to the slots of a run, all as standard deviations of a logarithm.
 *
 * @param slot of each slot on its own
 * @param drift of what changes slowly: AR(1) from slot to slot, so that neighbours share most of it
 * @param stalls share of slots that a stall multiplies
 * @param worstStall at most by so much, and at least by 2 (or by as much as that, where it is less)
 * @param trend from the first of 320 slots to the last
 * @param shared of what a slot shares with the next one and with no other: MA(1)
 * @param episodes share of slots with which something begins that lasts for two slots and multiplies them by 1.1 to 2
 */
record Noise(
        String name,
        double slot,
        double drift,
        double stalls,
        double worstStall,
        double trend,
        double shared,
        double episodes) {

    static final Noise QUIET = new Noise("quiet, 3 %", 0.03, 0.03, 0.03, 10, 0);
    static final Noise MODERATE = new Noise("moderate, 8 %", 0.08, 0.08, 0.04, 10, 0);
    static final Noise HEAVY = new Noise("heavy, 15 %", 0.15, 0.15, 0.05, 10, 0);

    static final Noise NEIGHBOURS = new Noise("neighbours share half, 8 %", 0, 0, 0, 10, 0, 0.08, 0);
    static final Noise EPISODES = new Noise("episodes of 2 slots, 1 in 10", 0.03, 0, 0, 10, 0, 0, 0.1);
    static final Noise MORE_EPISODES = new Noise("episodes of 2 slots, 1 in 5", 0.03, 0, 0, 10, 0, 0, 0.2);

    private static final double PERSISTENCE = 0.95;
    private static final double SLOTS = 320;

    Noise(String name, double slot, double drift, double stalls, double worstStall, double trend) {
        this(name, slot, drift, stalls, worstStall, trend, 0, 0);
    }

    /** A third of it, as throughput is steadier than a p99, and stalls that cost a tenth to a half of a slot. */
    Noise ofThroughput() {
        return new Noise(name, slot / 3, drift / 3, stalls, 2, trend / 3);
    }

    Noise withTrend() {
        return new Noise(name + ", trend", slot, drift, stalls, worstStall, 0.3);
    }

    /** Noise of slots in the order in which they are measured; positive is for the worse. */
    double[] slots(int count, SplittableRandom random) {
        double[] noise = new double[count];
        double state = drift * random.nextGaussian();
        double before = random.nextGaussian();
        double lasting = episode(random);
        for (int i = 0; i < count; i++) {
            noise[i] = state + slot * random.nextGaussian() + trend * i / SLOTS;
            if (random.nextDouble() < stalls) {
                noise[i] += Math.log(worstStall > 2 ? random.nextDouble(2, worstStall) : random.nextDouble(1.1, 2));
            }
            double now = random.nextGaussian();
            double begun = episode(random);
            noise[i] += shared * (before + now) / Math.sqrt(2) + lasting + begun;
            before = now;
            lasting = begun;
            state = PERSISTENCE * state + drift * Math.sqrt(1 - PERSISTENCE * PERSISTENCE) * random.nextGaussian();
        }
        return noise;
    }

    private double episode(SplittableRandom random) {
        return random.nextDouble() < episodes ? Math.log(random.nextDouble(1.1, 2)) : 0;
    }

    /** Differences of adjacent pairs, each of which has a coin of its own for its order. */
    double[] pairs(int count, double change, SplittableRandom random) {
        double[] slots = slots(2 * count, random);
        double[] differences = new double[count];
        for (int i = 0; i < count; i++) {
            double later = slots[2 * i + 1] - slots[2 * i];
            differences[i] = change + (random.nextBoolean() ? later : -later);
        }
        return differences;
    }
}
