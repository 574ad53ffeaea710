package dev.wirebench.gates.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Slots of 2,000 messages whose times are lognormal, shifted from slot to slot by a machine's noise; some are hit by a stall.
 *
 * @param noise of each slot on its own, and once more of a drift from slot to slot, as standard deviations of a logarithm
 * @param stalls share of slots
 * @param stalledShare share of such a slot's messages that take 2 to 10 times as long
 */
record SlotModel(String name, double noise, double stalls, double stalledShare) {

    private static final int MESSAGES = 2000;
    private static final double MEDIAN_NS = 1e6;

    /** p99 is 3.2 times the median. */
    private static final double SIGMA = 0.5;

    /** Times are kept to one part in fifty, and only in the upper tail, so that thousands of runs take seconds. */
    private static final double STEP = 0.02;

    private static final int LOWEST = (int) (1.4 * SIGMA / STEP);
    private static final int STEPS = 400;
    private static final int MIDDLE = STEPS / 2;
    private static final int TEMPLATES = 300;
    private static final double PERSISTENCE = 0.95;

    private static final int[][] MEASURED = templates();
    private static final long[] VALUES = values();
    private static final Map<Shifted, ValueCounts> UNSTALLED = new HashMap<>();

    private record Shifted(int template, int shift) {}

    private static int[][] templates() {
        SplittableRandom random = new SplittableRandom(7);
        int[][] templates = new int[TEMPLATES][STEPS];
        for (int[] template : templates) {
            for (int i = 0; i < MESSAGES; i++) {
                template[MIDDLE + (int) Math.round(SIGMA * random.nextGaussian() / STEP)]++;
            }
        }
        return templates;
    }

    private static long[] values() {
        long[] values = new long[STEPS];
        for (int i = 0; i < STEPS; i++) {
            values[i] = Math.round(MEDIAN_NS * Math.exp(STEP * i));
        }
        return values;
    }

    List<ValueCounts> slots(int count, SplittableRandom random) {
        List<ValueCounts> slots = new ArrayList<>();
        double state = noise * random.nextGaussian();
        for (int i = 0; i < count; i++) {
            int template = random.nextInt(TEMPLATES);
            int shift = (int) Math.round((state + noise * random.nextGaussian()) / STEP) - MIDDLE;
            slots.add(
                    random.nextDouble() < stalls
                            ? stalled(MEASURED[template], shift, random)
                            : UNSTALLED.computeIfAbsent(new Shifted(template, shift), SlotModel::unstalled));
            state = PERSISTENCE * state + noise * Math.sqrt(1 - PERSISTENCE * PERSISTENCE) * random.nextGaussian();
        }
        return slots;
    }

    private static ValueCounts unstalled(Shifted slot) {
        long[] counts = new long[STEPS];
        for (int step = 0; step < STEPS; step++) {
            add(counts, step + slot.shift, MEASURED[slot.template][step]);
        }
        return tally(counts);
    }

    private ValueCounts stalled(int[] template, int shift, SplittableRandom random) {
        int stall = (int) Math.round(Math.log(random.nextDouble(2, 10)) / STEP);
        long[] counts = new long[STEPS];
        for (int step = 0; step < STEPS; step++) {
            long stalled = Math.round(stalledShare * template[step] + random.nextDouble() - 0.5);
            add(counts, step + shift, template[step] - stalled);
            add(counts, step + shift + stall, stalled);
        }
        return tally(counts);
    }

    private static void add(long[] counts, int step, long count) {
        counts[Math.min(STEPS - 1, Math.max(LOWEST, step))] += count;
    }

    private static ValueCounts tally(long[] counts) {
        long[] values = new long[STEPS];
        long[] present = new long[STEPS];
        int size = 0;
        for (int step = LOWEST; step < STEPS; step++) {
            if (counts[step] > 0) {
                values[size] = VALUES[step];
                present[size++] = counts[step];
            }
        }
        return ValueCounts.of(Arrays.copyOf(values, size), Arrays.copyOf(present, size));
    }

    double trueP99Ns(int slots) {
        List<ValueCounts> all = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < slots; i++) {
            all.addAll(slots(1, random));
        }
        ValueCounts tally = ValueCounts.sum(all);
        return tally.atRank(Math.round(0.99 * tally.count()));
    }
}
