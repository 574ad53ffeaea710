package dev.wirebench.benchmark.jmh;

import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.record.LatencyRecorder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** A whole message except sockets and clocks: encode, decode the answer, record. Confined to one thread. */
public class MessageBenchmark extends PathBenchmark {

    @Param
    CannedResponse answers;

    private SimulatedConnections exchanges;
    private LatencySamples times;

    @Setup
    public void open() {
        exchanges = new SimulatedConnections(answers);
        exchanges.requireAnswered();
        times = new LatencySamples();
    }

    @Benchmark
    @OperationsPerInvocation(SimulatedConnections.COUNT)
    public LatencyRecorder encodeDecodeRecord() {
        for (SimulatedConnection exchange : exchanges.all) {
            exchanges.encode(exchange);
            times.record(exchange.decode() == Decoded.ANSWERED ? Outcome.ANSWERED : Outcome.WRONG_ANSWER);
        }
        return times.recorder();
    }
}
