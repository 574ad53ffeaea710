package dev.wirebench.benchmark.jmh;

import dev.wirebench.loadgen.wire.Decoded;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Decodes an answer and compares it with the message sent. Confined to one thread. */
public class DecodeBenchmark extends PathBenchmark {

    @Param
    CannedResponse answers;

    private SimulatedConnections exchanges;

    @Setup
    public void open() {
        exchanges = new SimulatedConnections(answers);
        exchanges.requireAnswered();
    }

    /** Sends first, because an unexpected answer is malformed; JMH reads the clock twice per {@link SimulatedConnections#COUNT} answers. */
    @Setup(Level.Invocation)
    public void send() {
        exchanges.encodeAll();
    }

    /** @return number of answered messages */
    @Benchmark
    @OperationsPerInvocation(SimulatedConnections.COUNT)
    public int decode() {
        int answered = 0;
        for (SimulatedConnection exchange : exchanges.all) {
            if (exchange.decode() == Decoded.ANSWERED) {
                answered++;
            }
        }
        return answered;
    }
}
