package dev.wirebench.benchmark.jmh;

import dev.wirebench.loadgen.wire.Decoded;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A whole message but for sockets and clocks: encoded, its answer decoded, its times recorded. Confined to one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class MessageBenchmark {

    @Param
    Answers answers;

    private Exchanges exchanges;
    private Times times;

    @Setup
    public void open() {
        exchanges = new Exchanges(answers);
        exchanges.requireAnswered();
        times = new Times();
    }

    @Benchmark
    @OperationsPerInvocation(Exchanges.COUNT)
    public LatencyRecorder encodeDecodeRecord() {
        for (Exchange exchange : exchanges.all) {
            exchanges.encode(exchange);
            times.record(exchange.decode() == Decoded.ANSWERED ? Outcome.ANSWERED : Outcome.WRONG_ANSWER);
        }
        return times.recorder();
    }
}
