package dev.wirebench.benchmark.jmh;

import dev.wirebench.model.Protocol;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A message as bytes in a buffer. Confined to one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class EncodeBenchmark {

    @Param
    Protocol protocol;

    private Exchanges exchanges;

    @Setup
    public void open() {
        exchanges = new Exchanges(Answers.on(protocol));
        exchanges.requireAnswered();
    }

    @Benchmark
    @OperationsPerInvocation(Exchanges.COUNT)
    public int encode() {
        int bytes = 0;
        for (Exchange exchange : exchanges.all) {
            bytes += exchanges.encode(exchange);
        }
        return bytes;
    }
}
