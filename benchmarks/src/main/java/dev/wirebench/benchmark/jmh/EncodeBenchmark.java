package dev.wirebench.benchmark.jmh;

import dev.wirebench.model.service.Protocol;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Encodes a message into a buffer. Confined to one thread. */
public class EncodeBenchmark extends PathBenchmark {

    @Param
    Protocol protocol;

    private SimulatedConnections exchanges;

    @Setup
    public void open() {
        exchanges = new SimulatedConnections(CannedResponse.on(protocol));
        exchanges.requireAnswered();
    }

    @Benchmark
    @OperationsPerInvocation(SimulatedConnections.COUNT)
    public int encode() {
        int bytes = 0;
        for (SimulatedConnection exchange : exchanges.all) {
            bytes += exchanges.encode(exchange);
        }
        return bytes;
    }
}
