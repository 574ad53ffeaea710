package dev.wirebench.lab.truth;

import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.PlanFile;
import dev.wirebench.model.plan.TargetScript;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** The plans of the truth test, and what their schedules intend. */
final class TruthPlans {

    static final List<String> NAMES = List.of("T0", "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9");

    private static final Path FOLDER = Path.of("..", "plans", "truth");

    private TruthPlans() {}

    static Path file(String name) {
        return FOLDER.resolve(name + ".yaml");
    }

    static Plan plan(String name) {
        return PlanFile.read(file(name));
    }

    static Plan with(Plan plan, TargetScript script, Load.Open load) {
        return plan.toBuilder().script(script).load(load).build();
    }

    static Load.Open load(Plan plan) {
        return (Load.Open) plan.load().get(0);
    }

    /** The intended sends of a block, from its start and with the warm-up. */
    static long[] intendedNs(Plan plan) {
        long lengthNs = plan.phases().warmUpNs() + plan.phases().measurementNs();
        return intendedNs(load(plan), plan.seed())
                .takeWhile(ns -> ns < lengthNs)
                .toArray();
    }

    static LongStream intendedNs(Load.Open load, long seed) {
        double gapNs = 1e9 / load.ratePerSecond();
        if (load.arrivals() == Load.Arrivals.CONSTANT) {
            return LongStream.iterate(0, i -> i + 1).map(i -> Math.round(i * gapNs));
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] atNs = {0};
        return LongStream.generate(() -> (long) (atNs[0] -= gapNs * Math.log(1 - random.nextDouble())));
    }
}
