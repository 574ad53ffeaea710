package dev.wirebench.benchmark.jmh;

import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.record.LatencyRecorder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** Records the times of an answered message in histograms. Confined to one thread. */
public class RecordBenchmark extends PathBenchmark {

    private LatencySamples times;

    @Setup
    public void begin() {
        times = new LatencySamples();
    }

    @Benchmark
    @OperationsPerInvocation(LatencySamples.COUNT)
    public LatencyRecorder record() {
        for (int i = 0; i < LatencySamples.COUNT; i++) {
            times.record(Outcome.ANSWERED);
        }
        return times.recorder();
    }
}
