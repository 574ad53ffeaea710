package dev.wirebench.benchmark.jmh;

import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.model.LatencyRecorder;
import dev.wirebench.model.Outcome;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** A whole message but for sockets and clocks: encoded, its answer decoded, its times recorded. Confined to one thread. */
public class MessageBenchmark extends PathBenchmark {

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
