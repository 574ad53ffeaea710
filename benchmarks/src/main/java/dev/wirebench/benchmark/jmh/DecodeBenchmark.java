package dev.wirebench.benchmark.jmh;

import dev.wirebench.loadgen.wire.Decoded;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An answer understood and compared with what was sent. Confined to one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class DecodeBenchmark {

    @Param
    Answers answers;

    private Exchanges exchanges;

    @Setup
    public void open() {
        exchanges = new Exchanges(answers);
        exchanges.requireAnswered();
    }

    /** Without a message an answer is malformed; the clock is read twice for {@link Exchanges#COUNT} answers. */
    @Setup(Level.Invocation)
    public void send() {
        exchanges.encodeAll();
    }

    /** @return how many were answered */
    @Benchmark
    @OperationsPerInvocation(Exchanges.COUNT)
    public int decode() {
        int answered = 0;
        for (Exchange exchange : exchanges.all) {
            if (exchange.decode() == Decoded.ANSWERED) {
                answered++;
            }
        }
        return answered;
    }
}
