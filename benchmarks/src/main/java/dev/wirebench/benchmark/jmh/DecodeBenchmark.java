package dev.wirebench.benchmark.jmh;

import dev.wirebench.loadgen.wire.Decoded;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** An answer understood and compared with what was sent. Confined to one thread. */
public class DecodeBenchmark extends PathBenchmark {

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
