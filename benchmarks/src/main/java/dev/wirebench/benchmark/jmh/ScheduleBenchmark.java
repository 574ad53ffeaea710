package dev.wirebench.benchmark.jmh;

import dev.wirebench.loadgen.schedule.EveryNth;
import dev.wirebench.loadgen.schedule.Schedule;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Plan;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Computes the next intended send of a single worker. Confined to one thread. */
public class ScheduleBenchmark extends PathBenchmark {

    private static final double RATE_PER_SECOND = 100_000;
    private static final int CONNECTIONS = 64;

    @Param
    Load.Arrivals arrivals;

    private Schedule schedule;

    @Setup
    public void begin() {
        Load.Open load = new Load.Open(RATE_PER_SECOND, arrivals, CONNECTIONS);
        // Long enough never to end.
        schedule = new EveryNth(Schedule.of(load, Long.MAX_VALUE, Plan.DEFAULT_SEED), 0, 1);
    }

    @Benchmark
    public long schedule() {
        return schedule.nextSendNs();
    }
}
