package dev.wirebench.benchmark.jmh;

import dev.wirebench.model.LatencyRecorder;
import dev.wirebench.model.Outcome;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** The times of an answered message, put into histograms. Confined to one thread. */
public class RecordBenchmark extends PathBenchmark {

    private Times times;

    @Setup
    public void begin() {
        times = new Times();
    }

    @Benchmark
    @OperationsPerInvocation(Times.COUNT)
    public LatencyRecorder record() {
        for (int i = 0; i < Times.COUNT; i++) {
            times.record(Outcome.ANSWERED);
        }
        return times.recorder();
    }
}
