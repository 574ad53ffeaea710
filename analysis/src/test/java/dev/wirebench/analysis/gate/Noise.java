package dev.wirebench.analysis.gate;

import java.util.SplittableRandom;

/**
 * What a machine that is shared with others does to the slots of a run, all as standard deviations of a logarithm.
 *
 * @param slot of each slot on its own
 * @param drift of what changes slowly: AR(1) from slot to slot, so that neighbours share most of it
 * @param stalls share of slots that a stall multiplies
 * @param worstStall at most by so much, and at least by 2 (or by as much as that, where it is less)
 * @param trend from the first of 320 slots to the last
 */
record Noise(String name, double slot, double drift, double stalls, double worstStall, double trend) {

    static final Noise QUIET = new Noise("quiet, 3 %", 0.03, 0.03, 0.03, 10, 0);
    static final Noise MODERATE = new Noise("moderate, 8 %", 0.08, 0.08, 0.04, 10, 0);
    static final Noise HEAVY = new Noise("heavy, 15 %", 0.15, 0.15, 0.05, 10, 0);

    private static final double PERSISTENCE = 0.95;
    private static final double SLOTS = 320;

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
        for (int i = 0; i < count; i++) {
            noise[i] = state + slot * random.nextGaussian() + trend * i / SLOTS;
            if (random.nextDouble() < stalls) {
                noise[i] += Math.log(worstStall > 2 ? random.nextDouble(2, worstStall) : random.nextDouble(1.1, 2));
            }
            state = PERSISTENCE * state + drift * Math.sqrt(1 - PERSISTENCE * PERSISTENCE) * random.nextGaussian();
        }
        return noise;
    }

    /** Differences of adjacent pairs, whose order is turned in half of the blocks of four: ABBA or BAAB. */
    double[] pairs(int count, double change, SplittableRandom random) {
        double[] slots = slots(2 * count, random);
        double[] differences = new double[count];
        boolean isBaselineFirst = true;
        for (int i = 0; i < count; i++) {
            isBaselineFirst = i % 2 == 0 ? random.nextBoolean() : !isBaselineFirst;
            double later = slots[2 * i + 1] - slots[2 * i];
            differences[i] = change + (isBaselineFirst ? later : -later);
        }
        return differences;
    }
}
