package dev.wirebench.benchmark.jmh;

import dev.wirebench.model.LatencyRecorder;
import dev.wirebench.model.Outcome;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The times of an answered message, put into histograms. Confined to one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class RecordBenchmark {

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
